using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FastApiUsers.TestServers;

/// <summary>
/// A PostgreSQL server of its own on a private port of the loopback interface, with its data in a temporary folder. The programs
/// are those of the system; they refuse to run as root, so root starts them as the user <c>postgres</c>.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>The superuser of the server, whom it trusts without a password.</summary>
    public const string User = "users";

    private const string SystemUser = "postgres";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgreSqlServer>> SharedServer = new(StartSharedAsync);

    private readonly string _folder = CreateFolder();
    private readonly DeathWatch _watch;
    private readonly string[] _settings;
    private Process? _process;
    private int _databases;

    private PostgreSqlServer(string[] settings)
    {
        _settings = settings;
        _watch = new DeathWatch(_folder);
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; } = FreePort();

    /// <summary>The folder of the data, for tools such as <c>pg_basebackup</c>.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>One server for all tests of a process, which lose nothing by giving up durability.</summary>
    public static Task<PostgreSqlServer> GetSharedAsync() => SharedServer.Value;

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="settings">Further settings, as <c>name=value</c>.</param>
    public static async Task<PostgreSqlServer> StartAsync(params string[] settings)
    {
        var server = new PostgreSqlServer(settings);
        try
        {
            await RunToolAsync("initdb", "-D", server.DataFolder, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
            await server.StartProcessAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a standby of a running server and starts it.</summary>
    /// <param name="primary">The server that it follows.</param>
    /// <param name="name">The name by which the primary may wait for it.</param>
    public static async Task<PostgreSqlServer> StartStandbyAsync(PostgreSqlServer primary, string name)
    {
        ArgumentNullException.ThrowIfNull(primary);
        var server = new PostgreSqlServer(primary._settings);
        try
        {
            var source = $"host=127.0.0.1 port={primary.Port} user={User} application_name={name}";
            await RunToolAsync("pg_basebackup", "-D", server.DataFolder, "-d", source, "-R", "-X", "stream", "--checkpoint=fast", "--no-sync");
            await server.StartProcessAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database and tells how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0");
        return ConnectionString(name);
    }

    /// <summary>How to connect to a database.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Database = database,
        IncludeErrorDetail = true,
        Timeout = 5,
    }.ToString();

    /// <summary>Runs a statement on the server's own database, and returns the first value of the first row that it has.</summary>
    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    /// <summary>
    /// Lets the server acknowledge nothing from now on that its standby does not have, and returns when that is so. It is set after
    /// the standby was made, so that the standby waits for nobody when it is promoted.
    /// </summary>
    /// <param name="standby">The name of the standby.</param>
    public async Task ReplicateSynchronouslyAsync(string standby)
    {
        await ExecuteAsync($"ALTER SYSTEM SET synchronous_standby_names = '{standby}'");
        await ExecuteAsync("SELECT pg_reload_conf()");
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (await ExecuteAsync($"SELECT 1 FROM pg_stat_replication WHERE application_name = '{standby}' AND sync_state = 'sync'") is null)
            await Task.Delay(50, timeout.Token);
    }

    /// <summary>Ends all processes of the server at once, without a word to anybody, and returns when none is left.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
        _watch.Tell(server: null);
        // A process that was being started escapes the tree; it ends by itself when it misses its parent.
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (HasProcesses())
            await Task.Delay(10, timeout.Token);
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/>.</summary>
    public Task StartAgainAsync() => StartProcessAsync();

    /// <summary>Makes a standby the primary.</summary>
    public Task PromoteAsync() => ExecuteAsync("SELECT pg_promote(true, 30)");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _watch.DisposeAsync();
    }

    private static Task<PostgreSqlServer> StartSharedAsync() =>
        StartAsync("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300");

    private async Task StartProcessAsync()
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={Port.ToString(CultureInfo.InvariantCulture)}", "unix_socket_directories=", "logging_collector=off", .. _settings,
        ];
        _process = StartTool("postgres", ["-D", DataFolder, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        _watch.Tell(_process.Id);
        var output = ReadAsync(_process);

        using var timeout = new CancellationTokenSource(StartTimeout);
        while (true)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"PostgreSQL ended: {await output}");
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!timeout.IsCancellationRequested)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    // PostgreSQL's processes work in the folder of the data, also those whose parent is gone.
    private bool HasProcesses() => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget == DataFolder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static async Task RunToolAsync(string tool, params string[] arguments)
    {
        using var process = StartTool(tool, arguments);
        var output = await ReadAsync(process);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{tool} failed: {output}");
    }

    private static Process StartTool(string tool, string[] arguments)
    {
        string[] command = [Path.Combine(FindPrograms(), tool), .. arguments];
        if (Environment.UserName == "root")
            command = ["setpriv", $"--reuid={SystemUser}", $"--regid={SystemUser}", "--clear-groups", "--", .. command];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
    }

    private static async Task<string> ReadAsync(Process process)
    {
        var outputs = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        return string.Concat(outputs);
    }

    // Debian keeps the programs of each version in a folder that is on nobody's path.
    private static string FindPrograms()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.OrderByDescending(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
            .Select(path => Path.Combine(path, "bin"))
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed. Run test.sh, which installs it, or install the package postgresql.");
    }

    private static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("fastapiusers-postgresql-").FullName;
        if (Environment.UserName == "root")
        {
            using var chown = Process.Start("chown", [SystemUser, folder]);
            chown.WaitForExit();
        }

        return folder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
