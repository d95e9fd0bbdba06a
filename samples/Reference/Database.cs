using Microsoft.EntityFrameworkCore;

namespace Reference;

/// <summary>The database that <c>Database:Provider</c> (<c>Sqlite</c> or <c>PostgreSql</c>) and <c>ConnectionStrings:Users</c> name.</summary>
internal static class Database
{
    public static void Add(WebApplicationBuilder builder)
    {
        var connection = builder.Configuration.GetConnectionString("Users");
        var provider = builder.Configuration["Database:Provider"];
        Action<DbContextOptionsBuilder> use = provider switch
        {
            "Sqlite" => options => options.UseSqlite(connection),
            "PostgreSql" => options => options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure(maxRetryCount: 3, TimeSpan.FromSeconds(1), null)),
            _ => throw new InvalidOperationException($"Database:Provider is '{provider}'. Set it to Sqlite or PostgreSql."),
        };
        builder.Services.AddDbContextPool<ReferenceDbContext>(use);
    }
}
