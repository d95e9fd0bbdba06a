using FastApiUsers.TestServers;
using HotPath.Rows;

namespace HotPath.Results;

/// <summary>All aims.</summary>
internal static class Aims
{
    private const double OfLimit = 0.75;
    private const double OfPeer = 1.5;
    private const double OfHash = 1.10;
    private const double Allocated = 2048;

    public static IEnumerable<Aim> All => Roster.Databases.SelectMany(Of);

    private static IEnumerable<Aim> Of(DatabaseKind database)
    {
        var jwt = Ours("bearer", "JWT");
        yield return new($"{jwt} / limit HS256 + read", jwt, Roster.Limit(database, "HS256 + read"), AimKind.ThroughputAtLeast, OfLimit);
        var token = Ours("bearer", "database");
        yield return new($"{token} / limit two reads", token, Roster.Limit(database, "two reads"), AimKind.ThroughputAtLeast, OfLimit);

        foreach (var transport in Roster.Transports)
        {
            var info = Roster.Peer(database, transport, Roster.Info);
            foreach (var strategy in Roster.Strategies)
            {
                var ours = Ours(transport, strategy);
                yield return new($"{ours} / peer {Roster.Info}", ours, info, AimKind.ThroughputAtLeast, OfPeer);
                yield return new($"memory: {ours} / peer {Roster.Info}", ours, info, AimKind.MemoryAtMost, 1);
                yield return new($"allocated: {ours} - limit bare, bytes", ours, Roster.Bare, AimKind.MoreAllocatedAtMost, Allocated);
                yield return new($"round trips: {ours}, database", ours, ours, AimKind.DatabaseTripsAtMost, strategy == "database" ? 2 : 1);
                if (strategy == "Redis")
                    yield return new($"round trips: {ours}, Redis", ours, ours, AimKind.RedisTripsAtMost, 1);
            }
        }

        foreach (var hash in new[] { "default", "test" })
        {
            var login = Roster.Write("ours", database, $"login, {hash} hash, one client");
            yield return new($"{login}: p50 / its hash", login, Roster.Write("ours", database, $"the {hash} hash alone"), AimKind.TimeAtMost, OfHash);
        }

        foreach (var what in new[] { "login, test hash", "refresh" })
            yield return new($"{Roster.Write("ours", database, what)} / peer", Roster.Write("ours", database, what), Roster.Write("peer", database, what), AimKind.ThroughputAtLeast, 1);

        string Ours(string transport, string strategy) => Roster.Ours(database, transport, strategy, Roster.Me);
    }
}
