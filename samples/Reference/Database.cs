using FastApiUsers.EntityFrameworkCore;
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

    public static async Task EnsureSchemaAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ReferenceDbContext>();
        await context.Database.WaitUntilReadyAsync();
        await FastApiUsersSchema.EnsureAsync(context);
    }

    /// <summary>Writes the statements that make the tables in an empty database.</summary>
    public static async Task PrintSchemaAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        Console.Write(scope.ServiceProvider.GetRequiredService<ReferenceDbContext>().Database.GenerateCreateScript());
    }
}
