using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Routes;

/// <summary>A sign-in whose answer is a cookie, on a page of the application.</summary>
internal sealed class LoginRedirect(IResult login, string page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await login.ExecuteAsync(httpContext).ConfigureAwait(false);
        await TypedResults.Redirect(page).ExecuteAsync(httpContext).ConfigureAwait(false);
    }
}
