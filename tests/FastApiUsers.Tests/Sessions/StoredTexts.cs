using System.Globalization;
using System.Text;
using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.Sessions;

/// <summary>All that stores hold, as texts: what somebody reads who has come by a backup.</summary>
internal static class StoredTexts
{
    /// <summary>Each value of each column of each table.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(TestDatabase database, DatabaseKind kind)
    {
        var tables = await database.RunAsync(kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        var texts = new List<string>();
        foreach (var table in tables)
        {
            foreach (var row in await database.RunAsync($"SELECT * FROM \"{table[0]}\""))
                texts.AddRange(row.Where(value => value is not null).Select(TextOf));
        }

        return texts;
    }

    /// <summary>Each key with its value, of whatever type.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(RedisServer redis)
    {
        var texts = new List<string>();
        foreach (var key in (await redis.CommandAsync("KEYS", "*")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var type = (await redis.CommandAsync("TYPE", key)).Trim();
            texts.Add(key);
            texts.Add(await redis.CommandAsync(type switch
            {
                "string" => ["GET", key],
                "hash" => ["HGETALL", key],
                "set" => ["SMEMBERS", key],
                "zset" => ["ZRANGE", key, "0", "-1", "WITHSCORES"],
                "list" => ["LRANGE", key, "0", "-1"],
                _ => throw new NotSupportedException($"{key} is of the type {type}."),
            }));
        }

        return texts;
    }

    private static string TextOf(object? value) => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
