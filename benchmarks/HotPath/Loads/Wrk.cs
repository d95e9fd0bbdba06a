using System.Diagnostics;
using System.Globalization;

namespace HotPath.Loads;

/// <summary>wrk, with one thread and 32 connections.</summary>
internal static class Wrk
{
    public const int Connections = 32;

    private const string Result = "RESULT ";

    public static async Task<LoadResult> RunAsync(
        string script, Uri url, KeyValuePair<string, string>? header, TimeSpan time, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("wrk",
            ["-t1", string.Create(CultureInfo.InvariantCulture, $"-c{Connections}"), string.Create(CultureInfo.InvariantCulture, $"-d{time.TotalSeconds:F0}s"), "--latency", "--timeout", "60s"])
        {
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("-s");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Scripts", script));
        if (header is { } pair)
        {
            start.ArgumentList.Add("-H");
            start.ArgumentList.Add($"{pair.Key}: {pair.Value}");
        }

        start.ArgumentList.Add(url.ToString());
        start.ArgumentList.Add("--");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return Read(output, url);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static LoadResult Read(string output, Uri url)
    {
        var line = Array.Find(output.Split('\n'), line => line.StartsWith(Result, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk said nothing of {url}: {output}");
        var figures = Array.ConvertAll(line[Result.Length..].Split(' '), figure => long.Parse(figure, CultureInfo.InvariantCulture));
        if (figures[4] > 0)
            throw new InvalidOperationException($"Of {figures[0]} answers of {url}, {figures[4]} were errors: {output}");
        return new LoadResult(figures[0], figures[1] / 1e6, figures[2] / 1e3, figures[3] / 1e3);
    }
}
