using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>Users, access tokens, OAuth accounts and sessions, and a column with a limit.</summary>
public sealed class ContractDbContext<TUser, TId>(DbContextOptions<ContractDbContext<TUser, TId>> options) : DbContext(options)
    where TUser : ContractUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public const int ShieldLength = 100;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsersOAuth<TUser, TId>();
        modelBuilder.UseFastApiUsersSessions<TUser, TId>();
        modelBuilder.UseFastApiUsers<TUser, TId>();
        modelBuilder.Entity<TUser>().Property(user => user.Shield).HasMaxLength(ShieldLength);
    }
}
