using FastApiUsers.Settings;

namespace Snippets;

internal static class ErrorsProblemDetails
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>(users => users.ErrorFormat = ErrorFormat.ProblemDetails);
    }
}
