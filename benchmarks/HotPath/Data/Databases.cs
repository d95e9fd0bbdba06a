using System.Globalization;
using FastApiUsers.TestServers;
using HotPath.Servers;

namespace HotPath.Data;

/// <summary>The servers of databases of this run, and a filled database for each server that is measured. All is gone at the end.</summary>
internal sealed class Databases : IAsyncDisposable
{
    // Each server keeps as many connections as wrk does; all of them are there at once.
    private const int MaximumPoolSize = 40;

    // As docs/databases.md advises: the driver prepares what it sends often, and does not reset a connection on which nothing is left behind. The
    // limits prepare by themselves, on connections that stay open.
    private const string Driver = "Max Auto Prepare=20;No Reset On Close=true";

    private readonly string _folder = Directory.CreateTempSubdirectory("hotpath-").FullName;
    private readonly PostgreSqlServer? _postgreSql;
    private readonly RedisServer? _redis;
    private int _files;

    private Databases(PostgreSqlServer? postgreSql, RedisServer? redis) => (_postgreSql, _redis) = (postgreSql, redis);

    public string Redis => _redis?.Configuration ?? "";

    /// <summary>Starts those that these variants need.</summary>
    public static async Task<Databases> StartAsync(IReadOnlyCollection<Variant> variants)
    {
        var redis = variants.Any(variant => variant.Strategy == "Redis") ? await RedisServer.StartAsync() : null;
        try
        {
            return new Databases(
                variants.Any(variant => variant.Database == DatabaseKind.PostgreSql) ? await PostgreSqlServer.StartAsync("max_connections=1000") : null, redis);
        }
        catch
        {
            if (redis is not null)
                await redis.DisposeAsync();
            throw;
        }
    }

    public async Task<string> CreateAsync(Variant variant, CancellationToken cancellationToken)
    {
        var connection = variant.Database == DatabaseKind.PostgreSql
            ? await _postgreSql!.CreateDatabaseAsync() + string.Create(CultureInfo.InvariantCulture, $";Maximum Pool Size={MaximumPoolSize};{Driver}")
            : $"Data Source={Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{++_files}.db"))}";
        await Seed.FillAsync(variant.Database, connection, HashCost.Of(variant.Hash), cancellationToken);
        return connection;
    }

    /// <summary>How many commands of requests Redis has answered: what connections ask for themselves does not count.</summary>
    public async Task<long> CountRedisCommandsAsync()
    {
        const string Start = "cmdstat_";
        string[] own = ["info", "ping", "echo", "client", "config", "subscribe", "command", "select", "cluster"];
        if (_redis is null)
            return 0;

        return (await _redis.CommandAsync("INFO", "commandstats")).Split('\n')
            .Where(line => line.StartsWith(Start, StringComparison.Ordinal))
            .Select(line => line[Start.Length..].Split(":calls="))
            .Where(parts => !own.Contains(parts[0].Split('|')[0]))
            .Sum(parts => long.Parse(parts[1].Split(',')[0], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgreSql is not null)
            await _postgreSql.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
