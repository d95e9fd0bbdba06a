using System.Net;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Routes;

/// <summary>RFC 9457 with the codes of the original.</summary>
public sealed class ProblemDetailsTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await Castle.StartAsync(
        settings: new Dictionary<string, string?> { ["FastApiUsers:ErrorFormat"] = "ProblemDetails", ["FastApiUsers:MaximumPasswordBytes"] = "20" });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_code_is_a_member_of_the_problem()
    {
        using var response = await _app.PostLoginAsync(email: "nobody@camelot.bt");

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"type":"about:blank","title":"Bad Request","status":400,"code":"LOGIN_BAD_CREDENTIALS"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_refusal_is_a_problem()
    {
        using var response = await _app.Client.GetAsync("/users/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"type":"about:blank","title":"Unauthorized","status":401,"code":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Invalid_members_are_listed()
    {
        var (status, body) = await _app.SendAsync(HttpMethod.Post, "/auth/register", """{"email":"nobody"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("VALIDATION_ERROR", body.GetProperty("code").GetString());
        Assert.Equal(["body.email", "body.password"], body.GetProperty("errors").EnumerateArray().Select(error => string.Join('.', error.GetProperty("loc").EnumerateArray())));
    }

    [Fact]
    public async Task A_password_that_is_too_long_is_invalid()
    {
        var (status, body) = await _app.SendAsync(HttpMethod.Post, "/auth/register", """{"email":"arthur@camelot.bt","password":"xxxxxxxxxxxxxxxxxxxxx"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("string_too_long", body.GetProperty("errors")[0].GetProperty("type").GetString());
    }
}
