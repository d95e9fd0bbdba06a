using FastApiUsers.TestServers;
using HotPath.Data;

namespace HotPath.Servers;

/// <summary>Which server a process is. It travels in environment variables.</summary>
internal sealed record ServerSettings(
    Side Side, DatabaseKind Database, string Strategy, string Transport, string Hash, bool Sessions, bool Counts, string Connection, string Redis)
{
    private const string Prefix = "HOTPATH_";

    public HashCost HashCost => HashCost.Of(Hash);

    public static ServerSettings Read() => new(
        Enum.Parse<Side>(Get(nameof(Side))),
        Enum.Parse<DatabaseKind>(Get(nameof(Database))),
        Get(nameof(Strategy)),
        Get(nameof(Transport)),
        Get(nameof(Hash)),
        bool.Parse(Get(nameof(Sessions))),
        bool.Parse(Get(nameof(Counts))),
        Get(nameof(Connection)),
        Get(nameof(Redis)));

    public void Write(IDictionary<string, string?> environment)
    {
        environment[Prefix + nameof(Side)] = Side.ToString();
        environment[Prefix + nameof(Database)] = Database.ToString();
        environment[Prefix + nameof(Strategy)] = Strategy;
        environment[Prefix + nameof(Transport)] = Transport;
        environment[Prefix + nameof(Hash)] = Hash;
        environment[Prefix + nameof(Sessions)] = Sessions.ToString();
        environment[Prefix + nameof(Counts)] = Counts.ToString();
        environment[Prefix + nameof(Connection)] = Connection;
        environment[Prefix + nameof(Redis)] = Redis;
    }

    private static string Get(string name) => Environment.GetEnvironmentVariable(Prefix + name)
        ?? throw new InvalidOperationException($"{Prefix}{name} is not set. The servers are started by benchmarks/run.sh.");
}
