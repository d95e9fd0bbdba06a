using Microsoft.EntityFrameworkCore;

namespace Snippets;

public sealed class SocialDbContext(DbContextOptions<SocialDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsers<AppUser, Guid>();
        modelBuilder.UseFastApiUsersOAuth<AppUser, Guid>();
    }
}
