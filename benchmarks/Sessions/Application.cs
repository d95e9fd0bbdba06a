using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FastApiUsers.Authentication;
using FastApiUsers.Passwords;
using FastApiUsers.Redis;
using FastApiUsers.Schemas;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Sessions;

/// <summary>An ordinary application on Kestrel with one backend, with sessions or without, and users who have signed in.</summary>
internal sealed class Application : IAsyncDisposable
{
    public const int Users = 200;

    /// <summary>The paths that are measured: a route of the library, and an endpoint that does nothing but ask for the user.</summary>
    public static readonly string[] Paths = ["/users/me", "/endpoint"];

    private const string Password = "correct horse";

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private Application(WebApplication app, HttpClient client, Load load)
    {
        _app = app;
        _client = client;
        Load = load;
    }

    /// <summary>The load that this application can be put under.</summary>
    public Load Load { get; }

    public static async Task<Application> StartAsync(Setup setup, bool hasSessions, Action<DbContextOptionsBuilder> use, string redis)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["FastApiUsers:Secret"] = "sessions sessions sessions sessions sessions";
        builder.Services.Configure<RedisOptions>(options => options.Configuration = redis);
        var clock = new PipelineClock();
        builder.Services.AddSingleton<IStartupFilter>(clock);
        // Users sign in before anything is measured; their hashes are to take no time.
        builder.Services.AddSingleton<IPasswordHelper>(new PasswordHelper(new PasswordHash(
            new Argon2Hasher(new Argon2Parameters { MemorySize = 8, Iterations = 1, Parallelism = 1 }), new BcryptHasher())));
        builder.Services.AddDbContextPool<SessionsDbContext>(use);
        var users = builder.Services.AddFastApiUsers<SessionsUser, Guid>()
            .AddEntityFrameworkDatabase<SessionsDbContext>()
            .AddBackend("bearer", new BearerTransport("auth/login"), setup.Use);
        if (hasSessions)
            users.AddSessions();
        if (hasSessions && setup.SessionsInRedis)
            users.AddRedisSessionDatabase();

        var app = builder.Build();
        await AddUsersAsync(app.Services);
        app.MapGroup("/auth").MapAuthRoutes("bearer");
        app.MapGroup("/users").MapUsersRoutes<BaseUserRead<Guid>, BaseUserUpdate>();
        app.MapGet("/endpoint", GetNothing);
        await app.StartAsync();
        var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        return new Application(app, client, new Load(client, await SignInAsync(client), clock));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task AddUsersAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<SessionsDbContext>();
        await context.Database.EnsureCreatedAsync();
        var hash = await scope.ServiceProvider.GetRequiredService<IPasswordHelper>().HashAsync(Password);
        context.AddRange(Enumerable.Range(0, Users).Select(i => new SessionsUser { Email = Email(i), HashedPassword = hash }));
        await context.SaveChangesAsync();
    }

    private static async Task<string[]> SignInAsync(HttpClient client)
    {
        var tokens = new string[Users];
        for (var i = 0; i < Users; i++)
        {
            using var form = new FormUrlEncodedContent([new("username", Email(i)), new("password", Password)]);
            using var response = await client.PostAsync("/auth/login", form);
            response.EnsureSuccessStatusCode();
            tokens[i] = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        }

        return tokens;
    }

    private static NoContent GetNothing(CurrentActiveUser<SessionsUser> user) => TypedResults.NoContent();

    private static string Email(int user) => string.Create(CultureInfo.InvariantCulture, $"user{user}@example.com");
}
