using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FastApiUsers.TestServers;

/// <summary>A Redis server of its own on a private port of the loopback interface, with nothing on disk but a temporary folder.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    /// <summary>How long an answer is waited for where a rule is proven and not how long it takes: a loaded machine stalls for seconds.</summary>
    public const string PatientTimeout = "00:00:30";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("fastapiusers-redis-").FullName;
    private readonly DeathWatch _watch;
    private readonly string[] _settings;
    private Process? _process;

    private RedisServer(string[] settings)
    {
        _settings = settings;
        _watch = new DeathWatch(_folder);
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; } = FreePort();

    /// <summary>The server as StackExchange.Redis names it.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Further settings, as on the command line: <c>--cluster-enabled</c>, <c>yes</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts three servers that are a cluster.</summary>
    public static async Task<RedisServer[]> StartClusterAsync()
    {
        RedisServer[] nodes = [await StartAsync("--cluster-enabled", "yes"), await StartAsync("--cluster-enabled", "yes"), await StartAsync("--cluster-enabled", "yes")];
        await RunAsync(["--cluster", "create", .. nodes.Select(node => node.Configuration), "--cluster-yes"]);
        foreach (var node in nodes)
        {
            while (!(await node.CommandAsync("CLUSTER", "INFO")).Contains("cluster_state:ok", StringComparison.Ordinal))
                await Task.Delay(100);
        }

        return nodes;
    }

    /// <summary>Sends a command and returns the answer as <c>redis-cli</c> writes it.</summary>
    public Task<string> CommandAsync(params string[] command) => RunAsync(["-p", Port.ToString(CultureInfo.InvariantCulture), .. command]);

    /// <summary>Ends the server without a word to anybody. What it held is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
        _watch.Tell(null);
    }

    /// <summary>Stops the server where it is: it holds its connections and answers nothing.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on after <see cref="PauseAsync"/>.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Starts the server after <see cref="KillAsync"/>, on the same port.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo("redis-server",
            [
                "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "no",
                .. _settings,
            ])
        {
            RedirectStandardOutput = true,
        })!;
        _ = _process.StandardOutput.ReadToEndAsync();
        _watch.Tell(_process.Id);

        var clock = Stopwatch.StartNew();
        while (!(await CommandAsync("PING")).StartsWith("PONG", StringComparison.Ordinal))
        {
            if (clock.Elapsed > StartTimeout)
                throw new InvalidOperationException("Redis did not start. Is redis-server installed? test.sh installs it.");
            await Task.Delay(20);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _watch.DisposeAsync();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<string> RunAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("redis-cli", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    // A node of a cluster also listens on the port that is 10,000 higher.
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (port < 55_000)
                return port;
        }
    }
}
