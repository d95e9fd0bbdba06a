using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>The database of a class of tests, empty at the start of each.</summary>
public sealed class ContractDatabase<TUser, TId> : IAsyncLifetime
    where TUser : ContractUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private TestDatabase? _database;
    private DbContextOptions<ContractDbContext<TUser, TId>> _options = null!;

    public async Task StartAsync(DatabaseKind kind, bool retries)
    {
        if (_database is null)
        {
            _database = await TestDatabase.CreateAsync(kind);
            var options = new DbContextOptionsBuilder<ContractDbContext<TUser, TId>>();
            if (retries)
                options.UseNpgsql(_database.ConnectionString, npgsql => npgsql.EnableRetryOnFailure());
            else
                _database.Use(options);
            options.UseFastApiUsers();
            _options = options.Options;
            await using var context = NewContext();
            await context.Database.EnsureCreatedAsync();
            return;
        }

        await using var used = NewContext();
        used.RemoveRange(await used.Set<AccessTokenRow<TUser, TId>>().ToListAsync());
        used.RemoveRange(await used.Set<OAuthAccountRow<TUser, TId>>().ToListAsync());
        used.RemoveRange(await used.Set<SessionRow<TUser, TId>>().ToListAsync());
        used.RemoveRange(await used.Set<TUser>().ToListAsync());
        await used.SaveChangesAsync();
    }

    /// <summary>A context as a request has one.</summary>
    public ContractDbContext<TUser, TId> NewContext() => new(_options);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
