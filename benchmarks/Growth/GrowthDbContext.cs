using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace Growth;

internal sealed class GrowthUser : User<Guid>;

internal sealed class GrowthDbContext(DbContextOptions<GrowthDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<GrowthUser, Guid>();
}
