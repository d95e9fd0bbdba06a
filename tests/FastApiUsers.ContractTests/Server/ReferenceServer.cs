using System.Diagnostics;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Server;

/// <summary>The reference program as a child process, with a port, a database and an event log of its own.</summary>
public sealed class ReferenceServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder;
    private readonly Process process;
    private readonly ProgramOutput output;
    private bool started;

    private ReferenceServer(ServerSettings settings, TemporaryFolder folder, ServerDatabase database)
    {
        this.folder = folder;
        Database = database;
        Events = new EventLog(folder.PathOf("events.jsonl"));
        settings.PrepareDatabase?.Invoke(Database);
        process = new Process { StartInfo = ReferenceProgram.StartInfo(settings, Database, Events) };
        output = new ProgramOutput(process);
    }

    public ServerDatabase Database { get; }

    public EventLog Events { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>What the program wrote last, for a failure message.</summary>
    public string Output => output.ToString();

    /// <summary>Starts the program and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended, or took longer than a minute; the message holds what it wrote.</exception>
    public static async Task<ReferenceServer> StartAsync(ServerSettings settings)
    {
        var folder = new TemporaryFolder();
        ServerDatabase database = settings.Database == DatabaseKind.PostgreSql
            ? new PostgreSqlServerDatabase(settings.ConnectionString ?? await (await PostgreSqlServer.GetSharedAsync()).CreateDatabaseAsync())
            : new SqliteServerDatabase(settings.ConnectionString ?? $"Data Source={folder.PathOf("users.db")}");
        var server = new ReferenceServer(settings, folder, database);
        try
        {
            server.started = server.process.Start();
            server.process.BeginOutputReadLine();
            server.process.BeginErrorReadLine();
            server.Address = await server.output.Listening.WaitAsync(StartLimit);
            return server;
        }
        catch (Exception failure)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not start: {failure.Message}\n{server.Output}", failure);
        }
    }

    /// <summary>Ends the program as <c>kill -9</c> does. A database that was given to it stays.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (started)
            await KillAsync();

        process.Dispose();
        folder.Dispose();
    }
}
