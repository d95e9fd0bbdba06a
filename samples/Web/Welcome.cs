namespace Web;

/// <summary>Says what to open, and by whom one can sign in.</summary>
internal static class Welcome
{
    public static void PrintWelcome(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var providers = app.Configuration.GetSection("FastApiUsers:OAuth").GetChildren().Select(section => section.Key).ToList();
        Console.WriteLine($"""

            The sample Web of FastApiUsers is running: {app.Urls.First()}/

            Providers: {(providers.Count == 0 ? "none yet. samples/Web/README.md tells how to add Google or GitHub." : string.Join(", ", providers))}
            Ctrl+C stops it.

            """);
    });
}
