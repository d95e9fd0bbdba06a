using HotPath.Servers;

namespace HotPath.Loads;

/// <summary>The same request again and again, by wrk.</summary>
internal sealed class SameLoad(Func<ServerProcess, Task<SameRequest>> prepare) : ILoad
{
    private readonly Dictionary<ServerProcess, SameRequest> _prepared = [];

    public string Driver => "wrk";

    public async Task<LoadResult> RunAsync(ServerProcess server, TimeSpan time, CancellationToken cancellationToken)
    {
        var request = await GetAsync(server);
        var url = new Uri(server.Address, request.Path);
        return request.Body is null
            ? await Wrk.RunAsync("same.lua", url, request.Header, time, cancellationToken, request.Method)
            : await Wrk.RunAsync("same.lua", url, request.Header, time, cancellationToken, request.Method, request.ContentType!, request.Body);
    }

    public async Task RunAsync(ServerProcess server, int requests, CancellationToken cancellationToken)
    {
        var request = await GetAsync(server);
        for (var i = 0; i < requests; i++)
        {
            using var response = await server.Client.SendAsync(request.ToMessage(), cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    private async Task<SameRequest> GetAsync(ServerProcess server)
    {
        if (!_prepared.TryGetValue(server, out var request))
            _prepared[server] = request = await prepare(server);
        return request;
    }
}
