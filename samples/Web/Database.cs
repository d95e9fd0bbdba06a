namespace Web;

/// <summary>Makes the tables at the first start. An application that is deployed uses migrations instead.</summary>
internal static class Database
{
    public static async Task CreateDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureCreatedAsync();
    }
}
