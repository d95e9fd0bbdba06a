using Microsoft.EntityFrameworkCore;

namespace Snippets;

public sealed class NodesDbContext(DbContextOptions<NodesDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsers<AppUser, Guid>();
        modelBuilder.UseFastApiUsersOAuth<AppUser, Guid>();
        modelBuilder.UseFastApiUsersUsedTokens();
    }
}
