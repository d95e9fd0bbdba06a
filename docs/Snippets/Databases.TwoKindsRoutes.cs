using FastApiUsers;
using FastApiUsers.Authentication;
using FastApiUsers.Schemas;

namespace Snippets;

internal static class DatabasesTwoKindsRoutes
{
    public static void Map(WebApplication app)
    {
        var customers = app.Services.GetRequiredService<FastApiUsers<AppUser, Guid>>();
        customers.MapAuthRoutes(app.MapGroup("/auth"), "jwt");
        customers.MapRegisterRoutes<UserRead, UserCreate>(app.MapGroup("/auth"));

        var employees = app.Services.GetRequiredService<FastApiUsers<Employee, int>>();
        employees.MapAuthRoutes(app.MapGroup("/staff"), "employee");
        employees.MapUsersRoutes<EmployeeRead, BaseUserUpdate>(app.MapGroup("/staff/users"));

        app.MapGet("/desk", (CurrentActiveUser<Employee> employee) => $"Employee {employee.Value.Id}");
        app.MapGroup("/shelf").RequireUser(typeof(Employee), superuser: true);
    }
}
