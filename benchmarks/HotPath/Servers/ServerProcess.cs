using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace HotPath.Servers;

/// <summary>A server in a process of its own, on a private port of the loopback interface.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Variant variant, Uri address)
    {
        _process = process;
        Variant = variant;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
    }

    public Variant Variant { get; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    /// <summary>What is resident, in MiB.</summary>
    public double Memory => ResidentMemory.Of(_process.Id);

    public static async Task<ServerProcess> StartAsync(Variant variant, string connection, string redis, bool counts, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        start.ArgumentList.Add("server");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment.Remove("ASPNETCORE_HTTP_PORTS");
        variant.ToSettings(connection, redis, counts).Write(start.Environment);

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Server.Ready, StringComparison.Ordinal))
                return new ServerProcess(process, variant, new Uri(line[Server.Ready.Length..]));
        }

        throw new InvalidOperationException($"The server of {variant} did not start.");
    }

    public async Task<ServerUsage> GetUsageAsync(CancellationToken cancellationToken) =>
        (await Client.GetFromJsonAsync<ServerUsage>(SideRoutes.UsagePath, cancellationToken))!;

    public async Task<List<double>> HashAsync(TimeSpan time, CancellationToken cancellationToken) => (await Client.GetFromJsonAsync<List<double>>(
        string.Create(CultureInfo.InvariantCulture, $"{SideRoutes.HashPath}?seconds={time.TotalSeconds}"), cancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
