using System.Diagnostics;
using HotPath.Servers;

namespace HotPath.Loads;

/// <summary>The hash of a sign-in alone, one after the other in the server's process, without any request.</summary>
internal sealed class HashLoad : ILoad
{
    public string Driver => "in the server";

    public async Task<LoadResult> RunAsync(ServerProcess server, TimeSpan time, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var times = await server.HashAsync(time, cancellationToken);
        return LoadResult.Of(times, clock.Elapsed.TotalSeconds);
    }

    public Task RunAsync(ServerProcess server, int requests, CancellationToken cancellationToken) => Task.CompletedTask;
}
