using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.Support;

/// <summary>The database of one kind of users.</summary>
public sealed class KnightDbContext<TUser, TId>(DbContextOptions<KnightDbContext<TUser, TId>> options) : DbContext(options)
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .UseFastApiUsers<TUser, TId>()
        .UseFastApiUsersSessions<TUser, TId>();
}
