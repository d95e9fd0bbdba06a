using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HotPath.Results;
using HotPath.Servers;

namespace HotPath;

/// <summary>How long a published program takes to its first answer, and what it has resident by then. The ways to publish take turns.</summary>
internal static class StartUp
{
    private const string Path = "/users/me";

    public static async Task<List<StartResult>> MeasureAsync(Settings settings, CancellationToken cancellationToken)
    {
        var results = settings.Quickstarts.ToDictionary(program => program.Key, program => new StartResult(program.Key, []));

        // The first start of each reads its files from the disk, and is not counted.
        for (var round = -1; round < settings.Rounds; round++)
        {
            foreach (var (name, folder) in settings.Quickstarts)
            {
                var sample = await MeasureAsync(folder, cancellationToken);
                if (round >= 0)
                    results[name].Samples.Add(sample);
            }
        }

        return [.. results.Values];
    }

    private static async Task<StartSample> MeasureAsync(string program, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hotpath-start-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(System.IO.Path.Combine(program, "Quickstart")) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["FastApiUsers__Secret"] = Server.Secret;
        start.Environment["URLS"] = address.ToString();

        using var client = new HttpClient { BaseAddress = address };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            while (true)
            {
                try
                {
                    using var response = await client.GetAsync(new Uri(Path, UriKind.Relative), cancellationToken);
                    var elapsed = clock.Elapsed;
                    return response.StatusCode == HttpStatusCode.Unauthorized
                        ? new StartSample(elapsed.TotalMilliseconds, ResidentMemory.Of(process.Id))
                        : throw new InvalidOperationException($"The Quickstart answered {response.StatusCode}.");
                }
                catch (HttpRequestException) when (!process.HasExited && clock.Elapsed < TimeSpan.FromSeconds(30))
                {
                    await Task.Delay(2, cancellationToken);
                }
                catch (HttpRequestException)
                {
                    throw new InvalidOperationException($"The Quickstart did not start: {(process.HasExited ? await errors : "no answer")}");
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
