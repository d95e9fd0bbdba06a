using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.EntityFrameworkCore.Model;
using FastApiUsers.Sessions;
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
    private const int BackendLength = 100;
    private const int AuthenticationMethodLength = 100;

    // An IPv6 address that ends in an IPv4 one.
    private const int IpAddressLength = 45;

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

    /// <summary>
    /// Adds the table of sessions to one kind of users, for <see cref="ISessionDatabase{TId}"/>. FastAPI Users has none.
    /// What you configure yourself wins.
    /// </summary>
    /// <typeparam name="TUser">The user's type, for which <c>UseFastApiUsers</c> is called as well.</typeparam>
    /// <typeparam name="TId">The type of the user's id.</typeparam>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="table">The name of the table; a second kind of users needs its own.</param>
    public static ModelBuilder UseFastApiUsersSessions<TUser, TId>(this ModelBuilder modelBuilder, string table = "user_session")
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<SessionRow<TUser, TId>>(session => ConfigureSession(session, table));
        return modelBuilder;
    }

    /// <summary>
    /// Adds the table of used tokens, for <c>AddEntityFrameworkUsedTokens</c>. All kinds of users share it. FastAPI Users has none.
    /// What you configure yourself wins.
    /// </summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="table">The name of the table.</param>
    public static ModelBuilder UseFastApiUsersUsedTokens(this ModelBuilder modelBuilder, string table = "used_token")
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<UsedTokenRow>(token => ConfigureUsedToken(token, table));
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

    private static void ConfigureSession<TUser, TId>(EntityTypeBuilder<SessionRow<TUser, TId>> session, string table)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        session.ToTable(table);
        session.HasAnnotation(StorageConvention.Annotation, true);
        session.HasKey(row => row.Id);
        session.Property(row => row.Id).HasMaxLength(SessionId.Length).ValueGeneratedNever();
        session.Property(row => row.Backend).HasMaxLength(BackendLength);
        session.Property(row => row.AuthenticationMethod).HasMaxLength(AuthenticationMethodLength);
        session.Property(row => row.UserAgent).HasMaxLength(SessionClient.MaximumUserAgentLength);
        session.Property(row => row.IpAddress).HasMaxLength(IpAddressLength);
        session.Property(row => row.UsedRefreshTokens).HasMaxLength(UserSession<TId>.MaximumUsedLength);

        // A database without conditional updates goes by these two: one refresh wins, and none wins over an end.
        session.Property(row => row.RefreshTokenHash).HasMaxLength(TokenLength).IsConcurrencyToken();
        session.Property(row => row.EndedAt).IsConcurrencyToken();

        // Without the sessions that go on, which are most: SQLite would look those up by it, rather than those of the ids that it was given.
        session.HasIndex(row => row.EndedAt).HasFilter("ended_at IS NOT NULL").HasDatabaseName($"ix_{table}_ended_at");

        // None on last_used_at, which changes each minute for every session in use: PostgreSQL writes the least where no index has
        // the column. So what removes old sessions, once an hour, reads the table, and an index on expires_at would not spare it that.
        session.HasIndex(row => row.UserId).HasDatabaseName($"ix_{table}_user_id");
        session.HasOne<TUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureUsedToken(EntityTypeBuilder<UsedTokenRow> token, string table)
    {
        token.ToTable(table);
        token.HasAnnotation(StorageConvention.Annotation, true);
        token.HasKey(row => row.Id);
        token.Property(row => row.Id).HasMaxLength(TokenLength).ValueGeneratedNever();

        // A database without conditional updates goes by it: of several who use an id again after its time, one is the first.
        token.Property(row => row.ExpiresAt).IsConcurrencyToken();
        token.HasIndex(row => row.ExpiresAt).HasDatabaseName($"ix_{table}_expires_at");
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
