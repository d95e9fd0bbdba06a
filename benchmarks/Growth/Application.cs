using System.Globalization;
using System.Net.Http.Headers;
using FastApiUsers.Authentication;
using FastApiUsers.Schemas;
using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace Growth;

/// <summary>An ordinary application on Kestrel whose database has so many users, each with a token.</summary>
internal sealed class Application : IAsyncDisposable
{
    private const string Key = "growth growth growth growth growth growth";

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly JwtStrategy<GrowthUser, Guid> _jwt;

    private Application(WebApplication app, int users)
    {
        _app = app;
        Users = users;
        _client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        _jwt = new JwtStrategy<GrowthUser, Guid>(new JwtStrategyOptions(), new FastApiUsersOptions { Secret = Key }, TimeProvider.System);
    }

    public int Users { get; }

    public static async Task<Application> StartAsync(Action<DbContextOptionsBuilder> use, Func<int, Task> fill, int users)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["FastApiUsers:Secret"] = Key;
        builder.Services.AddDbContextPool<GrowthDbContext>(use);
        builder.Services.AddFastApiUsers<GrowthUser, Guid>()
            .AddEntityFrameworkDatabase<GrowthDbContext>()
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt())
            .AddBackend("database", new BearerTransport("auth/login"), strategy => strategy.UseDatabase());

        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<GrowthDbContext>().Database.EnsureCreatedAsync();
        await fill(users);
        app.MapGroup("/users").MapUsersRoutes<BaseUserRead<Guid>, BaseUserUpdate>();
        await app.StartAsync();
        return new Application(app, users);
    }

    /// <summary>What a sign-in reads.</summary>
    public async Task ReadByEmailAsync(string email)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<IUserDatabase<GrowthUser, Guid>>().GetByEmailAsync(email, CancellationToken.None);
        _ = user ?? throw new InvalidOperationException($"{email} is missing.");
    }

    /// <summary>What a request with a token of the database reads first.</summary>
    public async Task ReadTokenAsync(string storedToken)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredKeyedService<IAccessTokenDatabase<Guid>>(typeof(GrowthUser));
        var token = await tokens.GetByTokenAsync(storedToken, Person.SignedInAt - TimeSpan.FromDays(1), CancellationToken.None);
        _ = token ?? throw new InvalidOperationException("A token is missing.");
    }

    /// <summary>A whole request for <c>/users/me</c>.</summary>
    public async Task GetMeAsync(string bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/users/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    public Task<string> JwtAsync(Person person) => _jwt.WriteTokenAsync(person.ToUser(), CancellationToken.None);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Users:N0}");

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
