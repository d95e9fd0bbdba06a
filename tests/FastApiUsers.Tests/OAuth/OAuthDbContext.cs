using FastApiUsers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.OAuth;

/// <summary>The database of knights who sign in by providers.</summary>
public sealed class OAuthDbContext(DbContextOptions<OAuthDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .UseFastApiUsers<Knight, Guid>()
        .UseFastApiUsersOAuth<Knight, Guid>()
        .UseFastApiUsersSessions<Knight, Guid>();
}
