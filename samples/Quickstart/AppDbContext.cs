using Microsoft.EntityFrameworkCore;

namespace Quickstart;

/// <summary>The tables of users and of access tokens. Your own go beside them.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<AppUser, Guid>();
}
