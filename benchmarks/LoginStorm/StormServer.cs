using System.Diagnostics.Metrics;
using FastApiUsers.Authentication;
using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace LoginStorm;

/// <summary>An ordinary application: SQLite, a JWT backend, the default hash. Beside its routes it tells how long hashes took.</summary>
internal static class StormServer
{
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Services.AddDbContextPool<StormDbContext>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Users")));
        builder.Services.AddFastApiUsers<StormUser, Guid>()
            .AddEntityFrameworkDatabase<StormDbContext>()
            .AddBackend("jwt", new BearerTransport("auth/login"), strategy => strategy.UseJwt());

        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<StormDbContext>().Database.EnsureCreatedAsync();

        using var hashes = new HashTimes();
        app.MapGroup("/auth").MapAuthRoutes("jwt");
        app.MapGroup("/auth").MapRegisterRoutes<BaseUserRead<Guid>, BaseUserCreate>();
        app.MapGroup("/users").MapUsersRoutes<BaseUserRead<Guid>, BaseUserUpdate>();
        app.MapGet("/hash-times", hashes.Take);
        await app.RunAsync();
    }

    private sealed class StormUser : User<Guid>;

    private sealed class StormDbContext(DbContextOptions<StormDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<StormUser, Guid>();
    }

    /// <summary>Hears the library's own measurements, as any OpenTelemetry set-up would.</summary>
    private sealed class HashTimes : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly MeterListener _listener = new();
        private List<double> _seconds = [];

        public HashTimes()
        {
            _listener.InstrumentPublished = (instrument, heard) =>
            {
                if (instrument.Meter.Name == "FastApiUsers" && instrument.Name == "fastapiusers.hashing.duration")
                    heard.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((_, value, _, _) =>
            {
                lock (_lock)
                    _seconds.Add(value);
            });
            _listener.Start();
        }

        public void Dispose() => _listener.Dispose();

        public List<double> Take()
        {
            lock (_lock)
            {
                var taken = _seconds;
                _seconds = [];
                return taken;
            }
        }
    }
}
