using System.Diagnostics;
using System.Globalization;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace FastApiUsers.Tests.Outages;

/// <summary>A PostgreSQL server that a test may stop, and applications on it.</summary>
public sealed class OwnPostgreSql : IAsyncLifetime
{
    public PostgreSqlServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgreSqlServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Starts the application of most tests on an empty database of this server.</summary>
    internal async Task<TestApp> StartAppAsync(
        string connection = "", Action<NpgsqlDbContextOptionsBuilder>? npgsql = null, Action<FastApiUsersBuilder>? users = null,
        Action<WebApplication>? routes = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var database = await Server.CreateDatabaseAsync() + ";" + connection;
        return await Castle.StartAsync(
            builder =>
            {
                builder.Services.ConfigureDbContext<KnightDbContext<Knight, Guid>>(options => options.UseNpgsql(database, npgsql));
                users?.Invoke(builder);
            },
            routes,
            settings,
            DatabaseKind.PostgreSql);
    }

    /// <summary>Stops all processes of the server where they are, as a machine does that swaps or a network that loses everything.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    private void Signal(string signal)
    {
        var server = int.Parse(File.ReadLines(Path.Combine(Server.DataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{server}/task/{server}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var kill = Process.Start("kill", [$"-{signal}", $"{server}", .. children]);
        kill.WaitForExit();
    }
}
