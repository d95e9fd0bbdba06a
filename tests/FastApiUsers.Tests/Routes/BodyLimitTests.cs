using System.Net;
using System.Text;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Routes;

/// <summary>A body that is too large is told so, with the usual error handling of an application around it too.</summary>
public sealed class BodyLimitTests : IAsyncLifetime
{
    private static readonly string TooMuch = new('x', 5 * 1024 * 1024);

    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await Castle.StartAsync(
        users => users.Services.AddProblemDetails(), app => app.UseExceptionHandler());

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("POST", "/auth/register", "application/json")]
    [InlineData("POST", "/auth/jwt/login", "application/x-www-form-urlencoded")]
    [InlineData("PATCH", "/users/me", "application/json")]
    public async Task A_body_over_the_limit_is_413_in_the_usual_shape(string method, string path, string contentType)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(TooMuch, Encoding.UTF8, contentType) };

        // Waits for the server's word before it sends, since the server hangs up on what it does not want.
        request.Headers.ExpectContinue = true;

        using var response = await _app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("""{"detail":"Payload Too Large"}""", await response.Content.ReadAsStringAsync());
    }
}
