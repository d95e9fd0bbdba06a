using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace Snippets;

public sealed class Employee : User<int>;

public sealed class EmployeeRead : BaseUserRead<int>;

public sealed class CompanyDbContext(DbContextOptions<CompanyDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsers<AppUser, Guid>();
        modelBuilder.UseFastApiUsers<Employee, int>(tables =>
        {
            tables.Users = "employee";
            tables.AccessTokens = "employee_token";
        });
    }
}
