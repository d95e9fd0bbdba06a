using Microsoft.EntityFrameworkCore;

namespace Snippets;

public sealed class DeviceDbContext(DbContextOptions<DeviceDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsers<AppUser, Guid>();
        modelBuilder.UseFastApiUsersSessions<AppUser, Guid>();
    }
}
