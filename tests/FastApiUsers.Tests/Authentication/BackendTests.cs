using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using FastApiUsers.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Tests.Authentication;

public sealed class BackendTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private string _arthur = null!;
    private string _lancelot = null!;

    public async Task InitializeAsync()
    {
        _app = await Castle.StartAsync(routes: app =>
        {
            app.MapGet("/who", (CurrentUser<Knight>? user) => new { user = user?.Value.Email, backend = user?.Backend });
            app.MapGet("/cookie-only", (CurrentActiveUser<Knight> user) => new { user = user.Value.Email }).RequireUser(backends: "cookie");
            app.MapGet("/as-asked", (CurrentActiveUser<Knight> user) => new { user = user.Value.Email }).WithMetadata(new AsAsked());
            app.MapGroup("/group").RequireUser(superuser: true).MapGet("/inner", () => "ok");
        });
        await _app.RegisterAsync();
        await _app.RegisterAsync("lancelot@camelot.bt");
        _arthur = await _app.LoginAsync();
        _lancelot = await _app.LoginAsync("lancelot@camelot.bt", "cookie");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_first_backend_that_yields_a_user_wins()
    {
        var (_, both) = await _app.SendAsync(HttpMethod.Get, "/who", token: _arthur, cookie: _lancelot);
        var (_, bad) = await _app.SendAsync(HttpMethod.Get, "/who", token: "bad", cookie: _lancelot);

        Assert.Equal(("arthur@camelot.bt", "jwt"), (both.GetProperty("user").GetString(), both.GetProperty("backend").GetString()));
        Assert.Equal(("lancelot@camelot.bt", "cookie"), (bad.GetProperty("user").GetString(), bad.GetProperty("backend").GetString()));
    }

    [Fact]
    public async Task An_endpoint_takes_only_the_backends_that_it_enables()
    {
        var (_, user) = await _app.SendAsync(HttpMethod.Get, "/cookie-only", token: _arthur, cookie: _lancelot);
        var (refused, _) = await _app.SendAsync(HttpMethod.Get, "/cookie-only", token: _arthur);

        Assert.Equal("lancelot@camelot.bt", user.GetProperty("user").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, refused);
    }

    [Fact]
    public async Task A_request_decides_by_itself_which_backends_are_enabled()
    {
        var (_, user) = await _app.SendAsync(HttpMethod.Get, "/as-asked?backend=cookie", token: _arthur, cookie: _lancelot);
        var (refused, _) = await _app.SendAsync(HttpMethod.Get, "/as-asked?backend=jwt", cookie: _lancelot);

        Assert.Equal("lancelot@camelot.bt", user.GetProperty("user").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, refused);
    }

    [Fact]
    public async Task A_group_that_requires_a_superuser_protects_what_is_in_it()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(HttpMethod.Get, "/group/inner")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _app.SendAsync(HttpMethod.Get, "/group/inner", token: _arthur)).Status);

        await _app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");

        Assert.Equal(HttpStatusCode.OK, (await _app.SendAsync(HttpMethod.Get, "/group/inner", token: _arthur)).Status);
    }

    [Fact]
    public async Task A_logout_ends_the_token_of_its_own_backend()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/cookie/logout");
        var (status, _) = await _app.SendAsync(HttpMethod.Post, "/auth/cookie/logout", token: _arthur, cookie: _lancelot);

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(HttpMethod.Get, "/users/me", cookie: _lancelot)).Status);
    }

    private sealed class AsAsked : IEnabledBackends
    {
        public ValueTask<IReadOnlyCollection<string>> GetAsync(HttpContext httpContext) =>
            ValueTask.FromResult<IReadOnlyCollection<string>>([httpContext.Request.Query["backend"].ToString()]);
    }

    [Fact]
    public async Task A_token_of_a_session_is_nobodys_where_sessions_were_turned_off()
    {
        await using var app = await Castle.StartAsync(settings: new Dictionary<string, string?> { ["FastApiUsers:Compatibility"] = "Original" });
        var user = await app.RegisterAsync();
        KeyValuePair<string, object>[] claims = [new("sub", user.GetProperty("id").GetString()!), new("aud", new[] { "fastapi-users:auth" })];
        var key = JwtKey.Create("SECRETSECRETSECRETSECRETSECRETSECRET");
        var plain = Jwt.Generate(claims, key, TimeSpan.FromHours(1), TimeProvider.System);
        var ofSession = Jwt.Generate([.. claims, new("sid", "CWdyjJoahr75AWyA66gy")], key, TimeSpan.FromHours(1), TimeProvider.System);

        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", token: plain)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: ofSession)).Status);
    }
}
