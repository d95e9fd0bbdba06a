using System.Net;
using System.Security.Claims;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Authentication;

/// <summary>The rest of ASP.NET Core works unchanged: <c>[Authorize]</c>, policies, roles, schemes, controllers and hubs.</summary>
public sealed class AuthorizeTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private string _token = null!;

    public async Task InitializeAsync()
    {
        _app = await Castle.StartAsync(
            users =>
            {
                users.Services.AddControllers().AddApplicationPart(typeof(AuthorizeTests).Assembly);
                users.Services.AddSignalR();
            },
            app =>
            {
                app.MapControllers();
                app.MapHub<TableHub>("/hub");
                app.MapGet("/jwt-by-scheme", (CurrentActiveUser<Knight> user) => user.Value.Email)
                    .RequireAuthorization(policy => policy.AddAuthenticationSchemes("jwt").RequireAuthenticatedUser());
                app.MapGet("/plain", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
            });
        await _app.RegisterAsync();
        _token = await _app.LoginAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/plain")]
    [InlineData("/table/any")]
    [InlineData("/table/active")]
    [InlineData("/table/jwt")]
    public async Task An_active_user_is_let_in(string path)
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync(path, _token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(path, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(path, "bad"));
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/table/any")]
    [InlineData("/table/active")]
    [InlineData("/table/verified")]
    [InlineData("/table/superuser")]
    [InlineData("/table/role")]
    public async Task An_inactive_user_is_not_signed_in(string path)
    {
        await _app.ExecuteAsync("UPDATE \"user\" SET is_active = FALSE, is_superuser = TRUE, is_verified = TRUE");

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(path, _token));
    }

    [Theory]
    [InlineData("/table/verified", "is_verified")]
    [InlineData("/table/superuser", "is_superuser")]
    [InlineData("/table/role", "is_superuser")]
    public async Task A_policy_asks_for_more(string path, string flag)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(path, _token));

        await _app.ExecuteAsync($"UPDATE \"user\" SET {flag} = TRUE");

        Assert.Equal(HttpStatusCode.OK, await GetAsync(path, _token));
    }

    [Fact]
    public async Task A_hub_asks_for_its_policy()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(HttpMethod.Post, "/hub/negotiate?negotiateVersion=1")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _app.SendAsync(HttpMethod.Post, "/hub/negotiate?negotiateVersion=1", token: _token)).Status);

        await _app.ExecuteAsync("UPDATE \"user\" SET is_verified = TRUE");

        Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(HttpMethod.Post, "/hub/negotiate?negotiateVersion=1", token: _token)).Status);
    }

    [Fact]
    public async Task A_scheme_of_one_backend_takes_its_tokens_alone()
    {
        var cookie = await _app.LoginAsync(backend: "cookie");

        Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(HttpMethod.Get, "/table/any", cookie: cookie)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(HttpMethod.Get, "/table/jwt", cookie: cookie)).Status);
    }

    [Theory]
    [InlineData("/table/jwt-active")]
    [InlineData("/jwt-by-scheme")]
    public async Task A_policy_on_a_scheme_takes_its_tokens_alone_and_answers_once(string path)
    {
        var cookie = await _app.LoginAsync(backend: "cookie");

        Assert.Equal(HttpStatusCode.OK, await GetAsync(path, _token));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(HttpMethod.Get, path, cookie: cookie)).Status);
        using var response = await _app.Client.GetAsync(path);
        Assert.Equal("""{"detail":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_principal_names_the_user()
    {
        var (_, claims) = await _app.SendAsync(HttpMethod.Get, "/table/claims", token: _token);
        var (_, me) = await _app.SendAsync(HttpMethod.Get, "/users/me", token: _token);

        Assert.Equal(me.GetProperty("id").GetString(), claims.GetProperty("id").GetString());
        Assert.Equal(UserClient.Email, claims.GetProperty("email").GetString());
        Assert.Equal(UserClient.Email, claims.GetProperty("user").GetString());
    }

    [Fact]
    public async Task A_refusal_has_the_originals_shape_and_names_the_scheme()
    {
        using var response = await _app.Client.GetAsync("/table/any");

        Assert.Equal("""{"detail":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    private async Task<HttpStatusCode> GetAsync(string path, string? token) => (await _app.SendAsync(HttpMethod.Get, path, token: token)).Status;
}

[ApiController]
[Route("table")]
[Authorize]
public sealed class TableController : ControllerBase
{
    [HttpGet("any")]
    public string Any() => "ok";

    [HttpGet("active")]
    [Authorize(Policy = UserPolicies.Active)]
    public string Active() => "ok";

    [HttpGet("verified")]
    [Authorize(Policy = UserPolicies.Verified)]
    public string Verified() => "ok";

    [HttpGet("superuser")]
    [Authorize(Policy = UserPolicies.Superuser)]
    public string Superuser() => "ok";

    [HttpGet("role")]
    [Authorize(Roles = UserPolicies.SuperuserRole)]
    public string Role() => "ok";

    [HttpGet("jwt")]
    [Authorize(AuthenticationSchemes = "jwt")]
    public string Jwt() => "ok";

    [HttpGet("jwt-active")]
    [Authorize(Policy = UserPolicies.Active, AuthenticationSchemes = "jwt")]
    public string JwtActive() => "ok";

    [HttpGet("claims")]
    public object Claims() => new
    {
        id = User.FindFirstValue(ClaimTypes.NameIdentifier),
        email = User.FindFirstValue(ClaimTypes.Email),
        user = HttpContext.Features.Get<CurrentUserFeature<Knight>>()?.User.Email,
    };
}

[Authorize(Policy = UserPolicies.Verified)]
public sealed class TableHub : Hub;
