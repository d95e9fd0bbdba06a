using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.TestServers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Growth;

/// <summary>Applications of different sizes on one kind of database, read in turns, so that the noise of the machine hits all alike.</summary>
internal static class Comparison
{
    private const int WarmUpRounds = 10;
    private const int Rounds = 150;
    private const int ReadsOfATurn = 20;

    public static async Task<string> RunAsync(DatabaseKind kind, int[] sizes)
    {
        var folder = Directory.CreateTempSubdirectory("growth-").FullName;
        await using var server = kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.StartAsync() : null;
        var applications = new List<Application>();
        try
        {
            var clock = Stopwatch.StartNew();
            foreach (var size in sizes)
                applications.Add(server is null ? await StartOnSqliteAsync(folder, size) : await StartOnPostgreSqlAsync(server, size));
            await Console.Error.WriteLineAsync($"{kind}: filled in {clock.Elapsed.TotalSeconds:F0} s");
            return Table(kind, applications, await MeasureAsync(applications));
        }
        finally
        {
            foreach (var application in applications)
                await application.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<Application> StartOnSqliteAsync(string folder, int users)
    {
        var connection = string.Create(CultureInfo.InvariantCulture, $"Data Source={Path.Combine(folder, $"{users}.db")}");
        return Application.StartAsync(options => options.UseSqlite(connection), count => SqliteFill.RunAsync(connection, count), users);
    }

    private static async Task<Application> StartOnPostgreSqlAsync(PostgreSqlServer server, int users)
    {
        var connection = await server.CreateDatabaseAsync();
        return await Application.StartAsync(options => options.UseNpgsql(connection), count => PostgreSqlFill.RunAsync(connection, count), users);
    }

    private static async Task<Dictionary<(Reading, Application), List<double>>> MeasureAsync(List<Application> applications)
    {
        var times = Reading.All.SelectMany(reading => applications.Select(application => (reading, application))).ToDictionary(pair => pair, _ => new List<double>());
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            foreach (var reading in Reading.All)
            {
                // Another one begins each round.
                for (var turn = 0; turn < applications.Count; turn++)
                {
                    var application = applications[(round + WarmUpRounds + turn) % applications.Count];
                    var taken = await TakeTurnAsync(reading, application);
                    if (round >= 0)
                        times[(reading, application)].AddRange(taken);
                }
            }
        }

        return times;
    }

    private static async Task<List<double>> TakeTurnAsync(Reading reading, Application application)
    {
        var wanted = new List<string>();
        for (var i = 0; i < ReadsOfATurn; i++)
            wanted.Add(await reading.Prepare(application, new Person(RandomNumberGenerator.GetInt32(application.Users))));

        var times = new List<double>();
        foreach (var value in wanted)
        {
            var started = Stopwatch.GetTimestamp();
            await reading.Run(application, value);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return times;
    }

    private static string Table(DatabaseKind kind, List<Application> applications, Dictionary<(Reading, Application), List<double>> times)
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | users | p50 | p99 | p50 / p50 of {applications[0]} |");
        table.AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var reading in Reading.All)
        {
            var smallest = Percentile(times[(reading, applications[0])], 50);
            foreach (var application in applications)
            {
                var taken = times[(reading, application)];
                table.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {reading.Name} | {application} | {Percentile(taken, 50):F0} µs | {Percentile(taken, 99):F0} µs | {Percentile(taken, 50) / smallest:F2} |");
            }
        }

        return table.ToString();
    }

    private static double Percentile(List<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
