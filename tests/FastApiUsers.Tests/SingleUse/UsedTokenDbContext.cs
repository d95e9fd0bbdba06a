using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>Used tokens, and a table of the application's own.</summary>
public sealed class UsedTokenDbContext(DbContextOptions<UsedTokenDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsersUsedTokens();
        modelBuilder.Entity<Quest>().ToTable("quest");
    }

    internal sealed class Quest
    {
        public int Id { get; set; }
    }
}
