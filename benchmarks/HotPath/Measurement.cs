using System.Globalization;
using FastApiUsers.Benchmarks;
using HotPath.Data;
using HotPath.Loads;
using HotPath.Results;
using HotPath.Rows;
using HotPath.Servers;

namespace HotPath;

/// <summary>One run: all servers are there from its beginning to its end, and the rows take turns.</summary>
internal sealed class Measurement : IAsyncDisposable
{
    private const int CountedRequests = 10;

    private readonly Settings _settings;
    private readonly List<Row> _rows;
    private readonly Databases _databases;
    private readonly CancellationToken _end;
    private readonly Dictionary<Variant, ServerProcess> _servers = [];
    private readonly Dictionary<Row, string> _failures = [];

    private Measurement(Settings settings, List<Row> rows, Databases databases, CancellationToken end) =>
        (_settings, _rows, _databases, _end) = (settings, rows, databases, end);

    public static async Task<Measurement> StartAsync(Settings settings, CancellationToken end)
    {
        var rows = Roster.All.Where(row => settings.Only.Length == 0 || Array.Exists(settings.Only, text => row.Name.Contains(text, StringComparison.Ordinal))).ToList();
        return new Measurement(settings, rows, await Databases.StartAsync([.. rows.Select(row => row.Variant)]), end);
    }

    /// <returns>Whether every row could be measured.</returns>
    public async Task<bool> RunAsync()
    {
        var before = LoadAverage();
        foreach (var variant in _rows.Select(row => row.Variant).Distinct())
            _servers[variant] = await StartServerAsync(variant, counts: false);
        await SayAsync($"{_servers.Count} servers are there. {_rows.Count} rows are warmed up.");
        foreach (var row in _rows)
            await TryAsync(row, () => row.Load.RunAsync(_servers[row.Variant], _settings.WarmUp, _end));

        var results = _rows.ToDictionary(row => row, row => new RowResult(row.Name, row.Load.Driver, []));
        for (var round = 0; round < _settings.Rounds; round++)
        {
            // Every other round goes the other way, so that no row always follows the same one.
            foreach (var row in round % 2 == 0 ? _rows : Enumerable.Reverse(_rows))
                await TryAsync(row, async () => results[row].Samples.Add(await MeasureAsync(row)));
            await SayAsync($"Round {round + 1} of {_settings.Rounds} is over.");
        }

        foreach (var (row, result) in results)
            result.Memory = _servers[row.Variant].Memory;
        await StopServersAsync();

        await CountAsync(results);
        var starts = await StartUp.MeasureAsync(_settings, _end);
        var machine = $"{Machine.Describe()}, load average {before} at the start and {LoadAverage()} at the end";
        var measured = _rows.Where(row => !_failures.ContainsKey(row)).Select(row => results[row]);
        await new Report(machine, _settings, [.. measured], starts, [.. _failures.Select(failure => $"{failure.Key.Name}: {failure.Value}")]).WriteAsync();
        return _failures.Count == 0;
    }

    public async ValueTask DisposeAsync()
    {
        await StopServersAsync();
        await _databases.DisposeAsync();
    }

    // One that cannot be measured is told of at the end and does not cost the others' figures.
    private async Task TryAsync(Row row, Func<Task> work)
    {
        if (_failures.ContainsKey(row))
            return;

        try
        {
            await work();
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException)
        {
            _failures[row] = exception.Message.Split('\n')[0];
            await SayAsync($"{row.Name}: {exception.Message}");
        }
    }

    private async Task<Sample> MeasureAsync(Row row)
    {
        var server = _servers[row.Variant];
        var before = await server.GetUsageAsync(_end);
        var load = await row.Load.RunAsync(server, _settings.Turn, _end);
        if (load.Requests == 0)
            throw new InvalidOperationException($"{row.Name}: nothing was answered within {_settings.Turn}. Measure on a machine that is less busy, or with longer turns.");
        return Sample.Of(load, before, await server.GetUsageAsync(_end));
    }

    private async Task CountAsync(Dictionary<Row, RowResult> results)
    {
        foreach (var rows in _rows.GroupBy(row => row.Variant))
        {
            await using var server = await StartServerAsync(rows.Key, counts: true);
            foreach (var row in rows.Where(row => row.Load is not HashLoad))
                await TryAsync(row, () => CountAsync(row, server, results[row]));
        }
    }

    private async Task CountAsync(Row row, ServerProcess server, RowResult result)
    {
        await row.Load.RunAsync(server, 2, _end);
        var (before, redisBefore) = (await server.GetUsageAsync(_end), await _databases.CountRedisCommandsAsync());
        await row.Load.RunAsync(server, CountedRequests, _end);
        result.DatabaseTrips = (double)((await server.GetUsageAsync(_end)).Trips - before.Trips) / CountedRequests;
        result.RedisTrips = (double)(await _databases.CountRedisCommandsAsync() - redisBefore) / CountedRequests;
    }

    private async Task<ServerProcess> StartServerAsync(Variant variant, bool counts) =>
        await ServerProcess.StartAsync(variant, await _databases.CreateAsync(variant, _end), _databases.Redis, counts, _end);

    private async Task StopServersAsync()
    {
        foreach (var server in _servers.Values)
            await server.DisposeAsync();
        _servers.Clear();
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static Task SayAsync(FormattableString text) => Console.Error.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
