using HotPath.Servers;

namespace HotPath.Loads;

/// <summary>Refreshes, each with the token of an earlier answer. Users sign in anew before each turn, which is not part of it.</summary>
internal sealed class RefreshLoad : ILoad
{
    private const int Users = 2 * Wrk.Connections;

    public string Driver => "wrk, script";

    public async Task<LoadResult> RunAsync(ServerProcess server, TimeSpan time, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            var tokens = new List<string>();
            for (var i = 0; i < Users; i++)
                tokens.Add((await SignIn.RunAsync(server, i, cancellationToken)).RefreshToken!);
            await File.WriteAllLinesAsync(file, tokens, cancellationToken);
            var (path, type, before, after, name) = Form(server.Variant);
            return await Wrk.RunAsync("refresh.lua", new Uri(server.Address, path), null, time, cancellationToken, file, type, before, after, name);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public async Task RunAsync(ServerProcess server, int requests, CancellationToken cancellationToken)
    {
        var (path, type, before, after, name) = Form(server.Variant);
        var token = _tokens.GetValueOrDefault(server) ?? (await SignIn.RunAsync(server, Users, cancellationToken)).RefreshToken!;
        for (var i = 0; i < requests; i++)
        {
            using var response = await server.Client.SendAsync(new SameRequest("POST", path, null, type, before + token + after).ToMessage(), cancellationToken);
            response.EnsureSuccessStatusCode();
            token = SignIn.ReadText(await response.Content.ReadAsStringAsync(cancellationToken), name)!;
        }

        _tokens[server] = token;
    }

    private readonly Dictionary<ServerProcess, string> _tokens = [];

    private static (string Path, string Type, string Before, string After, string Name) Form(Variant variant) => variant.Side == Side.Peer
        ? ("/refresh", "application/json", """{"refreshToken":" """.TrimEnd(), "\"}", "refreshToken")
        : ("/auth/refresh", "application/x-www-form-urlencoded", "grant_type=refresh_token&refresh_token=", "", "refresh_token");
}
