using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Reference;

public sealed class ReferenceDbContext(DbContextOptions<ReferenceDbContext> options) : DbContext(options)
{
    private readonly IServiceProvider? _application = options.GetExtension<CoreOptionsExtension>().ApplicationServiceProvider;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsers<ReferenceUser, Guid>();
        modelBuilder.UseFastApiUsersOAuth<ReferenceUser, Guid>();
        if (_application?.GetService<IConfiguration>() is { } configuration && SessionSettings.AreOn(configuration))
            modelBuilder.UseFastApiUsersSessions<ReferenceUser, Guid>();
    }
}
