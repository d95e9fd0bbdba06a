using FastApiUsers.Users;
using Microsoft.AspNetCore.Authentication;

namespace Snippets;

internal static class OperationsFailure
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/greeting", async (HttpContext context) =>
        {
            var result = await context.AuthenticateAsync();
            return result.Failure is DatabaseUnavailableException
                ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
                : Results.Text($"Hello, {result.Principal?.Identity?.Name ?? "you"}!");
        });
    }
}
