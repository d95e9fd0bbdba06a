using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.Support;

/// <summary>An application on Kestrel and a database of its own, reached over HTTP as by anybody.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly bool _ownsDatabase;

    private TestApp(WebApplication app, TestDatabase database, bool ownsDatabase, string folder, LogLines log)
    {
        _ownsDatabase = ownsDatabase;
        _app = app;
        _folder = folder;
        Database = database;
        Log = log;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        // Who expects a word of the server before the body waits for it also where this machine is busy; the default is a second.
        Client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
        }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public LogLines Log { get; }

    public TestDatabase Database { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestApp> StartAsync(
        Action<WebApplicationBuilder, TestDatabase> services, Action<WebApplication> routes, IReadOnlyDictionary<string, string?>? settings = null,
        string environment = "Production", DatabaseKind? database = null, TestDatabase? shared = null)
    {
        var folder = Directory.CreateTempSubdirectory("fastapiusers-").FullName;
        var log = new LogLines();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection([new("FastApiUsers:Secret", "SECRETSECRETSECRETSECRETSECRETSECRET")]);

        // Where there is no Redis it is not a setting.
        if (settings?.Keys.Any(key => key.StartsWith("FastApiUsers:Redis:", StringComparison.Ordinal)) ?? false)
            builder.Configuration.AddInMemoryCollection([new("FastApiUsers:Redis:Timeout", RedisServer.PatientTimeout)]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var store = shared ?? await TestDatabase.CreateAsync(database ?? TestDatabase.DefaultKind);
        services(builder, store);

        var app = builder.Build();
        try
        {
            routes(app);
            await app.StartAsync();
            return new TestApp(app, store, shared is null, folder, log);
        }
        catch
        {
            await app.DisposeAsync();
            if (shared is null)
                await store.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Waits for the look through the stored hashes when the program starts, so that a test can count what comes after.</summary>
    public Task SettleAsync() => Task.WhenAll(Services.GetServices<IHostedService>().OfType<BackgroundService>()
        .Where(service => service.GetType().Name == typeof(StoredHashSurvey<,>).Name)
        .Select(service => service.ExecuteTask!));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (_ownsDatabase)
            await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
