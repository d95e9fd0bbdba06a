using FastApiUsers.Authentication;

namespace Snippets;

internal static class DatabasesTwoKindsServices
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<CompanyDbContext>()
            .AddBackend("jwt", new BearerTransport("auth/login"), strategy => strategy.UseJwt());
        builder.Services.AddFastApiUsers<Employee, int>(section: "Employees")
            .AddEntityFrameworkDatabase<CompanyDbContext>()
            .AddBackend("employee", new BearerTransport("staff/login"), strategy => strategy.UseJwt());
    }
}
