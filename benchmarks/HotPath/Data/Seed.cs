using System.Globalization;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Tokens;
using Microsoft.EntityFrameworkCore;

namespace HotPath.Data;

/// <summary>The users that every database begins with. All have one password and one hash of it.</summary>
internal static class Seed
{
    public const int Users = 1_000;
    public const string Password = "correct horse";

    /// <summary>The user and the opaque token that the limits read.</summary>
    public const string LimitToken = "limit-limit-limit-limit-limit-limit-limit-0";

    public static string Email(int user) => string.Create(CultureInfo.InvariantCulture, $"user{user}@example.com");

    public static DbContextOptionsBuilder Use(this DbContextOptionsBuilder options, DatabaseKind database, string connection) =>
        database == DatabaseKind.PostgreSql ? options.UseNpgsql(connection) : options.UseSqlite(connection);

    public static async Task FillAsync(DatabaseKind database, string connection, HashCost cost, CancellationToken cancellationToken)
    {
        var options = new DbContextOptionsBuilder<HotPathDbContext>();
        options.Use(database, connection).UseFastApiUsers();
        await using var context = new HotPathDbContext(options.Options);
        await context.Database.EnsureCreatedAsync(cancellationToken);
        var hash = await cost.CreateHelper().HashAsync(Password, cancellationToken);
        var users = Enumerable.Range(0, Users)
            .Select(i => new HotPathUser { Email = Email(i), HashedPassword = hash, SecurityStamp = Guid.CreateVersion7().ToString("N") })
            .ToList();
        context.AddRange(users);
        await context.SaveChangesAsync(cancellationToken);
        await new EntityFrameworkAccessTokenDatabase<HotPathUser, Guid>(context).CreateAsync(
            OpaqueToken.ToStored(LimitToken, TokenStorage.Hashed), users[Users / 2].Id, TimeProvider.System.GetUtcNow(), cancellationToken);
        if (database == DatabaseKind.PostgreSql)
            await context.Database.ExecuteSqlRawAsync("VACUUM ANALYZE", cancellationToken);
    }
}
