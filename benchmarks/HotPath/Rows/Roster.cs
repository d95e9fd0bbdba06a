using FastApiUsers.TestServers;
using HotPath.Limits;
using HotPath.Loads;
using HotPath.Servers;

namespace HotPath.Rows;

/// <summary>All lines of the table. Those that are compared stand near to each other, so that they have their turns near to each other.</summary>
internal static class Roster
{
    public const string Bare = "limit: bare";
    public const string Me = "/users/me";
    public const string Endpoint = "/endpoint";
    public const string Info = "/manage/info";

    public static readonly DatabaseKind[] Databases = [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];
    public static readonly string[] Strategies = ["JWT", "database", "Redis"];
    public static readonly string[] Transports = ["bearer", "cookie"];

    public static IEnumerable<Row> All =>
    [
        new(Bare, new(Side.Limit, DatabaseKind.Sqlite, "none"), new SameLoad(_ => Task.FromResult(new SameRequest("GET", Me)))),
        new("limit: authorization of ASP.NET Core", new(Side.Limit, DatabaseKind.Sqlite, LimitServer.Authorization), Get(Me)),
        new("limit: HS256", new(Side.Limit, DatabaseKind.Sqlite, "HS256"), Get(Me)),
        .. Databases.SelectMany(Reads),
        .. Databases.SelectMany(Writes),
    ];

    public static string Limit(DatabaseKind database, string strategy) => $"limit: {strategy}, {database}";

    public static string Ours(DatabaseKind database, string transport, string strategy, string path) => $"ours: {transport}, {strategy}, {database}: {path}";

    public static string Peer(DatabaseKind database, string transport, string path) => $"peer: {transport}, {database}: {path}";

    public static string Write(string side, DatabaseKind database, string what) => $"{side}: {database}: {what}";

    private static IEnumerable<Row> Reads(DatabaseKind database)
    {
        foreach (var strategy in new[] { "HS256 + read", "two reads" })
            yield return new(Limit(database, strategy), new(Side.Limit, database, strategy), Get(Me));

        foreach (var transport in Transports)
        {
            foreach (var strategy in Strategies)
            {
                var ours = new Variant(Side.Ours, database, strategy, transport);
                yield return new(Ours(database, transport, strategy, Me), ours, Get(Me));
                yield return new(Ours(database, transport, strategy, Endpoint), ours, Get(Endpoint));
            }

            if (transport == "bearer")
                yield return new(Ours(database, transport, OurServer.WithUserCache, Me), new(Side.Ours, database, OurServer.WithUserCache), Get(Me));

            var peer = new Variant(Side.Peer, database, "Identity", transport);
            yield return new(Peer(database, transport, Info), peer, Get(Info));
            yield return new(Peer(database, transport, Endpoint), peer, Get(Endpoint));
        }
    }

    private static IEnumerable<Row> Writes(DatabaseKind database)
    {
        var (ours, peer) = (new Variant(Side.Ours, database, "JWT"), new Variant(Side.Peer, database, "Identity"));
        foreach (var hash in new[] { "default", "test" })
        {
            // Servers of their own: what a sign-in leaves in memory is not to weigh on the reads.
            var (left, right) = (ours with { Hash = hash, Strategy = "JWT sign-in" }, peer with { Hash = hash, Strategy = "sign-in" });
            yield return new(Write("ours", database, $"login, {hash} hash, one client"), left, new OneClientLoad());
            yield return new(Write("ours", database, $"the {hash} hash alone"), left, new HashLoad());
            yield return new(Write("peer", database, $"login, {hash} hash, one client"), right, new OneClientLoad());
            if (hash == "default")
                continue;
            yield return new(Write("ours", database, "login, test hash"), left, Login());
            yield return new(Write("peer", database, "login, test hash"), right, Login());
            yield return new(Write("ours", database, "register, test hash"), left, new RegisterLoad());
        }

        yield return new(Write("ours", database, "refresh"), ours with { Sessions = true }, new RefreshLoad());
        yield return new(Write("peer", database, "refresh"), peer with { Strategy = "refresh" }, new RefreshLoad());
    }

    private static SameLoad Get(string path) =>
        new(async server => new SameRequest("GET", path, (await SignIn.RunAsync(server, user: 500, CancellationToken.None)).Header));

    private static SameLoad Login() => new(server => Task.FromResult(SignIn.Request(server.Variant, user: 500)));
}
