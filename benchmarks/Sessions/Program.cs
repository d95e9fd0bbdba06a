using System.Globalization;
using FastApiUsers.Benchmarks;
using FastApiUsers.TestServers;
using Sessions;

// dotnet run -c Release --project benchmarks/Sessions
var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown";
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"""
    {TimeProvider.System.GetUtcNow():d MMMM yyyy}. {Machine.Describe()}, load average {load} at the start. {Application.Users} users with a session each take turns;
    {Load.Clients} clients without pause; {Comparison.Rounds} rounds a side of {Comparison.RequestsOfATurn:N0} requests, after {Comparison.WarmUpRounds} rounds of warm-up.

    """));

foreach (var kind in new[] { DatabaseKind.PostgreSql, DatabaseKind.Sqlite })
    Console.WriteLine(await Comparison.RunAsync(kind));
