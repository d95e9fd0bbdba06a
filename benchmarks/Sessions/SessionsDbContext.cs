using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace Sessions;

internal sealed class SessionsUser : User<Guid>;

/// <summary>The table of sessions is there on both sides, so that they differ in nothing but <c>AddSessions</c>.</summary>
internal sealed class SessionsDbContext(DbContextOptions<SessionsDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .UseFastApiUsers<SessionsUser, Guid>()
        .UseFastApiUsersSessions<SessionsUser, Guid>();
}
