using System.Diagnostics;
using System.Globalization;
using System.Text;
using FastApiUsers.TestServers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Sessions;

/// <summary>The same application without sessions and with them on one kind of database, in turns, so that the noise of the machine hits both alike.</summary>
internal sealed class Comparison : IAsyncDisposable
{
    public const int WarmUpRounds = 4;
    public const int Rounds = 15;
    public const int RequestsOfATurn = 1_000;

    // Longer than the half minute after which a session is read anew.
    public static readonly TimeSpan Counting = TimeSpan.FromSeconds(32);

    private readonly string _folder = Directory.CreateTempSubdirectory("sessions-").FullName;
    private readonly RedisServer _redis;
    private readonly PostgreSqlServer? _server;
    private int _files;

    private Comparison(RedisServer redis, PostgreSqlServer? server) => (_redis, _server) = (redis, server);

    public static async Task<string> RunAsync(DatabaseKind kind)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var server = kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.StartAsync() : null;
        await using var comparison = new Comparison(redis, server);
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | request | off | on | on / off | in the pipeline off | on | on / off | processor on / off | allocated, on - off | reads of sessions |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");

        var measured = new List<Dictionary<string, Sides>>();
        foreach (var setup in Setup.All)
        {
            measured.Add(await comparison.MeasureAsync(setup));
            await Console.Error.WriteLineAsync($"{kind}: {setup.Name}");
        }

        var reads = await Task.WhenAll(Setup.All.Select(comparison.CountReadsAsync));
        for (var i = 0; i < measured.Count; i++)
        {
            foreach (var (path, sides) in measured[i])
                table.AppendLine(Row(Setup.All[i].Name, path, sides, reads[i]));
        }

        return table.ToString();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<Dictionary<string, Sides>> MeasureAsync(Setup setup)
    {
        await using var off = await StartAsync(setup, hasSessions: false);
        await using var on = await StartAsync(setup, hasSessions: true);
        var measured = Application.Paths.ToDictionary(path => path, _ => new Sides());
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            foreach (var (path, sides) in measured)
            {
                // Another side begins each round.
                var first = await (round % 2 == 0 ? off : on).Load.RunAsync(path, RequestsOfATurn);
                var second = await (round % 2 == 0 ? on : off).Load.RunAsync(path, RequestsOfATurn);
                if (round < 0)
                    continue;
                sides.Off.Add(round % 2 == 0 ? first : second);
                sides.On.Add(round % 2 == 0 ? second : first);
            }
        }

        return measured;
    }

    private async Task<string> CountReadsAsync(Setup setup)
    {
        var reads = new SessionReads();
        await using var application = await StartAsync(setup, hasSessions: true, reads);
        await application.Load.RunAsync(Application.Paths[0], RequestsOfATurn);
        var (before, requests, clock) = (await CountAsync(), 0, Stopwatch.StartNew());
        while (clock.Elapsed < Counting)
        {
            await application.Load.RunAsync(Application.Paths[0], RequestsOfATurn);
            requests += RequestsOfATurn;
        }

        var elapsed = clock.Elapsed;
        var counted = await CountAsync() - before;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{1000.0 * counted / requests:F1} in 1,000, of {requests / elapsed.TotalSeconds:N0} a second");

        async Task<long> CountAsync() => setup.SessionsInRedis ? await SessionReads.CountAsync(_redis) : reads.Statements;
    }

    private async Task<Application> StartAsync(Setup setup, bool hasSessions, SessionReads? reads = null)
    {
        var file = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _files)}.db"));
        var connection = _server is null ? $"Data Source={file}" : await _server.CreateDatabaseAsync();
        return await Application.StartAsync(setup, hasSessions, Use, _redis.Configuration);

        void Use(DbContextOptionsBuilder options)
        {
            _ = _server is null ? options.UseSqlite(connection) : options.UseNpgsql(connection);
            if (reads is not null)
                options.AddInterceptors(reads);
        }
    }

    private static string Row(string name, string path, Sides sides, string reads) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | `{path}` | {Times(sides, turn => turn.Time)} | {Times(sides, turn => turn.Pipeline)} | {Ratio(sides, turn => turn.Processor)} "
        + $"| {sides.MedianOn(turn => turn.Allocated) - sides.MedianOff(turn => turn.Allocated):+0;-0;0} B | {reads} |");

    private static string Times(Sides sides, Func<Turn, double> figure) => string.Create(
        CultureInfo.InvariantCulture, $"{sides.MedianOff(figure):F0} µs | {sides.MedianOn(figure):F0} µs | {Ratio(sides, figure)}");

    private static string Ratio(Sides sides, Func<Turn, double> figure) => string.Create(
        CultureInfo.InvariantCulture, $"{sides.Ratio(figure):F2} ({sides.RatioOfRounds(figure, 0.25):F2}, {sides.RatioOfRounds(figure, 0.5):F2}, {sides.RatioOfRounds(figure, 0.75):F2})");
}
