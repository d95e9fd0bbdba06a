using System.Diagnostics;
using System.Net.Http.Headers;

namespace Sessions;

/// <summary>Clients that make requests without pause, for one signed-in user after the other.</summary>
internal sealed class Load(HttpClient client, string[] tokens, PipelineClock clock)
{
    public const int Clients = 4;

    private int _next;

    /// <summary>Makes so many requests and tells what one of them took.</summary>
    public async Task<Turn> RunAsync(string path, int requests)
    {
        var (pipeline, processor, allocated) = (clock.Elapsed, Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RunClientAsync(path, requests / Clients)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Turn(
            elapsed.TotalMicroseconds / requests,
            (clock.Elapsed - pipeline).TotalMicroseconds / requests,
            (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / requests,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / requests);
    }

    private async Task RunClientAsync(string path, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[(uint)Interlocked.Increment(ref _next) % tokens.Length]);
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
        }
    }
}
