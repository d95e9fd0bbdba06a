using Microsoft.Net.Http.Headers;

namespace Web;

/// <summary>
/// Who follows a link to a provider that somebody has tampered with gets the sign-in page instead of JSON. All other errors reach the
/// pages by <c>RedirectPages</c> and <c>ErrorPage</c>.
/// </summary>
internal static class ErrorsForPeople
{
    public static void UseErrorsForPeople(this WebApplication app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path.StartsWithSegments("/auth") && IsForPeople(context.Request))
            context.Response.OnStarting(ShowPage, context.Response);
        return next(context);
    });

    // Scripts ask for JSON or for anything; only a browser that opens a page asks for HTML.
    private static bool IsForPeople(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task ShowPage(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            response.Headers[HeaderNames.Location] = response.StatusCode == StatusCodes.Status401Unauthorized ? "/?error=SIGNED_OUT" : "/?error=REFUSED";
            response.StatusCode = StatusCodes.Status303SeeOther;
        }

        return Task.CompletedTask;
    }
}
