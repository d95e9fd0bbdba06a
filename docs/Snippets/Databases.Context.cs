using Microsoft.EntityFrameworkCore;

namespace Snippets;

public sealed class ShopDbContext(DbContextOptions<ShopDbContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsers<AppUser, Guid>();
        modelBuilder.Entity<AppUser>().Property(user => user.FirstName).HasMaxLength(100);
        modelBuilder.Entity<Order>().HasOne<AppUser>().WithMany().HasForeignKey(order => order.UserId);
    }
}

public sealed class Order
{
    public long Id { get; set; }

    public Guid UserId { get; set; }
}
