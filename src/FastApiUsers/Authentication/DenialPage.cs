using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>On an endpoint: where a browser is sent that is not let in, in place of an answer for programs.</summary>
/// <param name="Find">The address for a code, or <see langword="null"/> for the answer for programs.</param>
internal sealed record DenialPage(Func<HttpContext, string, string?> Find)
{
    public const string Unauthorized = "UNAUTHORIZED";
    public const string Forbidden = "FORBIDDEN";
    public const string Unavailable = "SERVICE_UNAVAILABLE";
}
