using Microsoft.EntityFrameworkCore;

namespace HotPath.Data;

internal sealed class HotPathDbContext(DbContextOptions<HotPathDbContext> options) : DbContext(options)
{
    public DbSet<HotPathUser> Users => Set<HotPathUser>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .UseFastApiUsers<HotPathUser, Guid>()
        .UseFastApiUsersSessions<HotPathUser, Guid>();
}
