using Microsoft.EntityFrameworkCore;

namespace Reference;

public sealed class ReferenceDbContext(DbContextOptions<ReferenceDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<ReferenceUser, Guid>();
}
