using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Benchmarks.HotPath;

/// <summary>The user of these benchmarks: what the library needs, and a first name.</summary>
public sealed class BenchmarkUser : User<Guid>
{
    /// <summary>What a PATCH changes.</summary>
    public string? FirstName { get; set; }
}

/// <summary>What answers show.</summary>
public sealed class BenchmarkRead : BaseUserRead<Guid>
{
    /// <summary>The first name.</summary>
    public string? FirstName { get; set; }
}

/// <summary>The body of a PATCH.</summary>
public sealed class BenchmarkUpdate : BaseUserUpdate
{
    /// <summary>The first name.</summary>
    public string? FirstName { get; set; }
}

internal sealed class BenchmarkDbContext(DbContextOptions<BenchmarkDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<BenchmarkUser, Guid>();
}

/// <summary>A manager whose users are in memory, so that a strategy is measured without the database.</summary>
internal sealed class MemoryManager(UserManagerServices<BenchmarkUser, Guid> services, BenchmarkUser user) : UserManager<BenchmarkUser, Guid>(services)
{
    private readonly Task<BenchmarkUser?> _user = Task.FromResult<BenchmarkUser?>(user);

    public override Task<BenchmarkUser?> FindAsync(Guid id, CancellationToken cancellationToken = default) => _user;
}
