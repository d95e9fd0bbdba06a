using FastApiUsers.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Benchmarks.HotPath;

/// <summary>An application that is built and never served: one user in SQLite in memory, a backend with JWTs.</summary>
internal sealed class HotPathHost : IAsyncDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=hotpath;Mode=Memory;Cache=Shared");

    private HotPathHost()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["FastApiUsers:Secret"] = "hot path hot path hot path hot path hot path";
        builder.Services.AddDbContextPool<BenchmarkDbContext>(options => options.UseSqlite(_connection.ConnectionString));
        builder.Services.AddFastApiUsers<BenchmarkUser, Guid>()
            .AddEntityFrameworkDatabase<BenchmarkDbContext>()
            .AddBackend("jwt", new BearerTransport("login"), strategy => strategy.UseJwt());
        Application = builder.Build();
        Application.MapGet("/endpoint", () => TypedResults.NoContent()).RequireUser();
        Endpoint = ((IEndpointRouteBuilder)Application).DataSources.Single().Endpoints.Single();
        Policy = Endpoint.Metadata.GetMetadata<AuthorizationPolicy>()!;
    }

    public WebApplication Application { get; }

    public Endpoint Endpoint { get; }

    /// <summary>The policy that <c>RequireUser</c> makes.</summary>
    public AuthorizationPolicy Policy { get; }

    public BenchmarkUser User { get; } = new() { Email = "ada@example.com", HashedPassword = new string('h', 97), FirstName = "Ada" };

    public static async Task<HotPathHost> StartAsync()
    {
        var host = new HotPathHost();
        await host._connection.OpenAsync();
        await using var scope = host.Application.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<BenchmarkDbContext>();
        await context.Database.EnsureCreatedAsync();
        context.Add(host.User);
        await context.SaveChangesAsync();
        return host;
    }

    /// <summary>A request of the endpoint in a scope of its own.</summary>
    public DefaultHttpContext CreateRequest(IServiceProvider services, string token)
    {
        var request = new DefaultHttpContext { RequestServices = services };
        request.SetEndpoint(Endpoint);
        request.Request.Headers.Authorization = "Bearer " + token;
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
