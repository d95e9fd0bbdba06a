using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.EntityFrameworkCore.Model;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the library's tables to a model.</summary>
public static class FastApiUsersModelBuilderExtensions
{
    private const int EmailLength = 320;
    private const int HashLength = 1024;
    private const int TokenLength = 43;
    private const int OAuthNameLength = 100;
    private const int OAuthAccountLength = 320;

    /// <summary>
    /// Adds one kind of users with its access tokens: tables, columns, lengths and indexes of FastAPI Users. Further properties of
    /// the user become columns in snake_case. Call it in <c>OnModelCreating</c>; what you configure yourself wins.
    /// </summary>
    /// <typeparam name="TUser">The user's type.</typeparam>
    /// <typeparam name="TId">The type of the id.</typeparam>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="configure">Other names for the tables; a second kind of users needs its own.</param>
    public static ModelBuilder UseFastApiUsers<TUser, TId>(this ModelBuilder modelBuilder, Action<UserTables>? configure = null)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        var tables = new UserTables();
        configure?.Invoke(tables);

        modelBuilder.Entity<TUser>(user => ConfigureUser<TUser, TId>(user, tables));
        modelBuilder.Entity<AccessTokenRow<TUser, TId>>(token => ConfigureToken(token, tables));
        return modelBuilder;
    }

    /// <summary>
    /// Adds the table of accounts at providers of OAuth to one kind of users, for <see cref="IOAuthAccountDatabase{TUser, TId}"/>:
    /// the columns and indexes of FastAPI Users, and a unique index, so that an account belongs to one user. Tokens have no limit
    /// of length, since those of some providers have kilobytes. What you configure yourself wins.
    /// </summary>
    /// <typeparam name="TUser">The user's type, for which <c>UseFastApiUsers</c> is called as well.</typeparam>
    /// <typeparam name="TId">The type of the ids.</typeparam>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="table">The name of the table; a second kind of users needs its own. The default is that of FastAPI Users.</param>
    public static ModelBuilder UseFastApiUsersOAuth<TUser, TId>(this ModelBuilder modelBuilder, string table = "oauth_account")
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<OAuthAccountRow<TUser, TId>>(account => ConfigureOAuthAccount(account, table));
        return modelBuilder;
    }

    private static void ConfigureUser<TUser, TId>(EntityTypeBuilder<TUser> user, UserTables tables)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        user.ToTable(tables.Users);
        user.HasAnnotation(StorageConvention.Annotation, true);
        user.HasKey(nameof(IUser<>.Id));
        GenerateId(user.Property<TId>(nameof(IUser<>.Id)));

        // Whoever decided by one of these has to look again when another request changed it meanwhile: so a reset token works
        // once, and a verification never reaches an address that it was not for.
        user.Property<string>(nameof(IUser<>.Email)).HasMaxLength(EmailLength).IsRequired().IsConcurrencyToken();
        user.Property<string>(nameof(IUser<>.HashedPassword)).HasMaxLength(HashLength).IsRequired().IsConcurrencyToken();
        user.Property<bool>(nameof(IUser<>.IsActive)).IsConcurrencyToken();
        user.Property<bool>(nameof(IUser<>.IsSuperuser)).IsConcurrencyToken();
        user.Property<bool>(nameof(IUser<>.IsVerified)).IsConcurrencyToken();
        user.HasIndex(nameof(IUser<>.Email)).IsUnique().HasDatabaseName($"ix_{tables.Users}_email");
    }

    private static void ConfigureToken<TUser, TId>(EntityTypeBuilder<AccessTokenRow<TUser, TId>> token, UserTables tables)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        token.ToTable(tables.AccessTokens);
        token.HasAnnotation(StorageConvention.Annotation, true);
        token.HasKey(row => row.Token);
        token.Property(row => row.Token).HasMaxLength(TokenLength);
        token.HasIndex(row => row.CreatedAt).HasDatabaseName($"ix_{tables.AccessTokens}_created_at");
        token.HasIndex(row => row.UserId).HasDatabaseName($"ix_{tables.AccessTokens}_user_id");
        token.HasOne<TUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureOAuthAccount<TUser, TId>(EntityTypeBuilder<OAuthAccountRow<TUser, TId>> account, string table)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        account.ToTable(table);
        account.HasAnnotation(StorageConvention.Annotation, true);
        account.HasKey(row => row.Id);
        GenerateId(account.Property(row => row.Id));
        account.Property(row => row.OAuthName).HasColumnName("oauth_name").HasMaxLength(OAuthNameLength);
        account.Property(row => row.AccountId).HasMaxLength(OAuthAccountLength);
        account.Property(row => row.AccountEmail).HasMaxLength(OAuthAccountLength);
        account.HasIndex(row => row.OAuthName).HasDatabaseName($"ix_{table}_oauth_name");
        account.HasIndex(row => row.AccountId).HasDatabaseName($"ix_{table}_account_id");
        account.HasIndex(row => row.UserId).HasDatabaseName($"ix_{table}_user_id");
        account.HasIndex(row => new { row.OAuthName, row.AccountId }).IsUnique().HasDatabaseName($"ix_{table}_oauth_name_account_id");
        account.HasOne<TUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void GenerateId<TId>(PropertyBuilder<TId> id)
    {
        if (typeof(TId) == typeof(Guid))
            id.HasValueGenerator<GuidValueGenerator>();
        else if (typeof(TId) == typeof(string))
            id.HasValueGenerator<StringValueGenerator>();
        id.ValueGeneratedOnAdd();
    }
}
