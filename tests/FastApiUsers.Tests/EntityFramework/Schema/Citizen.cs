using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>A user with the columns of the original and no more.</summary>
public sealed class Citizen : User<Guid>;

/// <summary>The tables of the original and no more.</summary>
public sealed class CitizenDbContext(DbContextOptions<CitizenDbContext> options) : DbContext(options)
{
    public static CitizenDbContext Open(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<CitizenDbContext>();
        database.Use(options.UseFastApiUsers());
        return new CitizenDbContext(options.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<Citizen, Guid>();
}
