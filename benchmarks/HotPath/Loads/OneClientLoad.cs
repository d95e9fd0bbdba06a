using System.Diagnostics;
using HotPath.Servers;

namespace HotPath.Loads;

/// <summary>Sign-ins one after the other, by a client of .NET: what one costs where nobody else asks.</summary>
internal sealed class OneClientLoad : ILoad
{
    public string Driver => "one .NET client";

    public async Task<LoadResult> RunAsync(ServerProcess server, TimeSpan time, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            var started = Stopwatch.GetTimestamp();
            await RunAsync(server, 1, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return LoadResult.Of(times, clock.Elapsed.TotalSeconds);
    }

    public async Task RunAsync(ServerProcess server, int requests, CancellationToken cancellationToken)
    {
        for (var i = 0; i < requests; i++)
        {
            using var response = await server.Client.SendAsync(SignIn.Request(server.Variant, user: 1).ToMessage(), cancellationToken);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
    }
}
