using Microsoft.EntityFrameworkCore;

namespace Web;

/// <summary>The tables of users and access tokens, of sessions, and of accounts at providers. Your own go beside them.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .UseFastApiUsers<AppUser, Guid>()
        .UseFastApiUsersSessions<AppUser, Guid>()
        .UseFastApiUsersOAuth<AppUser, Guid>();
}
