namespace Quickstart;

/// <summary>Says what to open and what to try.</summary>
internal static class Welcome
{
    public static void PrintWelcome(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Urls.First();
        Console.WriteLine($$"""

            The Quickstart of FastApiUsers is running.

              {{address}}/docs      every route, to try in the browser
            """);
        if (app.Environment.IsDevelopment())
            Console.WriteLine($"  {address}/outbox    the mails that it would have sent");
        Console.WriteLine($$"""

            Register somebody:

              curl {{address}}/auth/register --json '{"email": "ada@example.com", "password": "correct horse", "first_name": "Ada"}'

            Ctrl+C stops it. Who is signed in with a JWT then has to sign in again, unless FastApiUsers:Secret is set.

            """);
    });
}
