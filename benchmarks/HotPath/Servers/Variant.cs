using FastApiUsers.TestServers;

namespace HotPath.Servers;

/// <summary>A server that rows are measured on; each is a process of its own.</summary>
internal sealed record Variant(Side Side, DatabaseKind Database, string Strategy, string Transport = "bearer", string Hash = "test", bool Sessions = false)
{
    public ServerSettings ToSettings(string connection, string redis, bool counts) =>
        new(Side, Database, Strategy, Transport, Hash, Sessions, counts, connection, redis);
}
