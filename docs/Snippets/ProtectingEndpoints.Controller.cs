using FastApiUsers.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Snippets;

[ApiController]
[Route("account")]
[Authorize(Policy = UserPolicies.Active)]
public sealed class AccountController : ControllerBase
{
    [HttpGet]
    public string Get() => HttpContext.Features.Get<CurrentUserFeature<AppUser>>()!.User.Email;

    [HttpGet("claims")]
    public IEnumerable<string> GetClaims() => User.Claims.Select(claim => $"{claim.Type}: {claim.Value}");

    [HttpGet("reports")]
    [Authorize(Policy = UserPolicies.Superuser)]
    public string GetReports() => "For superusers";
}
