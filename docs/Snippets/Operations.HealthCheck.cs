namespace Snippets;

internal static class OperationsHealthCheck
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddFastApiUsersCheck(timeout: TimeSpan.FromSeconds(2), tags: ["ready"]);
    }

    public static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health");
    }
}
