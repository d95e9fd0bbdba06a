using System.Reflection;
using FastApiUsers.Authentication;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Hosting;
using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps users in Entity Framework Core.</summary>
public static class EntityFrameworkBuilderExtensions
{
    /// <summary>
    /// Keeps users and access tokens in a context, which the application registers (best pooled) and whose model calls
    /// <c>UseFastApiUsers</c>; accounts at providers of OAuth where it calls <c>UseFastApiUsersOAuth</c> as well, and
    /// sessions where it calls <c>UseFastApiUsersSessions</c>.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The kind of users.</param>
    public static FastApiUsersBuilder AddEntityFrameworkDatabase<TContext>(this FastApiUsersBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        builder.Services.ConfigureDbContext<TContext>(options => options.UseFastApiUsers());
        typeof(EntityFrameworkBuilderExtensions).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(TContext), builder.UserType, builder.IdType)
            .Invoke(null, [builder.Services]);
        return builder;
    }

    /// <summary>
    /// Keeps the marks of tokens that work once in a context, for all nodes and all kinds of users; without it each node keeps its own
    /// in memory. The application registers the context, which may be that of the users, and its model calls <c>UseFastApiUsersUsedTokens</c>.
    /// A mark is stored by a context of its own, from a scope beside that of the request. Of several such calls the last counts.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The users.</param>
    public static FastApiUsersBuilder AddEntityFrameworkUsedTokens<TContext>(this FastApiUsersBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        builder.Services.ConfigureDbContext<TContext>(options => options.UseFastApiUsers());
        builder.Services.AddHostedService<UsedTokensStartUpCheck<TContext>>();
        return builder.AddUsedTokens(provider =>
            new EntityFrameworkUsedTokens<TContext>(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>()));
    }

    // Once for all kinds of users.
    private static void AddShared(IServiceCollection services)
    {
        if (services.Any(service => service.ImplementationType == typeof(SqlOutage)))
            return;

        services.AddSingleton<IOutageDetector, SqlOutage>();
        SettingsSection.Add<DatabaseOptions>(services, DatabaseOptions.SectionName)
            .Validate(options => options.StartTimeout >= TimeSpan.Zero && options.StartTimeout <= TimeSpan.FromHours(1), $"{DatabaseOptions.SectionName}:StartTimeout is negative, or over an hour. Set it to a time span, for example 00:00:30.");
    }

    private static void Add<TContext, TUser, TId>(IServiceCollection services)
        where TContext : DbContext
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        services.TryAddScoped<IUserDatabase<TUser, TId>>(provider =>
            new EntityFrameworkUserDatabase<TUser, TId>(provider.GetRequiredService<TContext>()));
        services.AddHostedService<StartUpCheck<TContext, TUser, TId>>();
        services.TryAddScoped<IOAuthAccountDatabase<TUser, TId>>(provider =>
            new EntityFrameworkOAuthAccountDatabase<TUser, TId>(provider.GetRequiredService<TContext>()));
        services.TryAddKeyedTransient<IAccessTokenDatabase<TId>>(typeof(TUser), (provider, _) =>
            new EntityFrameworkAccessTokenDatabase<TUser, TId>(provider.GetRequiredService<TContext>()));
        services.TryAddKeyedTransient<ISessionDatabase<TId>>(typeof(TUser), (provider, _) =>
            new EntityFrameworkSessionDatabase<TUser, TId>(provider.GetRequiredService<TContext>()));
    }
}
