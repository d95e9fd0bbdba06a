using System.Reflection;
using FastApiUsers.Hosting;
using FastApiUsers.Redis;
using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps sessions in Redis.</summary>
public static class RedisSessionBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in Redis; without it they are kept in the database of the users. It may be called before or after the call
    /// that adds that database. How Redis is reached is read from <c>FastApiUsers:Redis</c>.
    /// </summary>
    /// <param name="builder">The kind of users.</param>
    /// <param name="keyPrefix">What all keys begin with, where several applications share a database of Redis: <c>shop:</c>. The default is nothing.</param>
    public static FastApiUsersBuilder AddRedisSessionDatabase(this FastApiUsersBuilder builder, string keyPrefix = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(keyPrefix);

        builder.Services.AddRedisConnection();
        typeof(RedisSessionBuilderExtensions).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(builder.UserType, builder.IdType)
            .Invoke(null, [builder.Services, keyPrefix, builder.KindName]);
        return builder;
    }

    // In the place of the one in the users' database, which may be there already; where it comes later, it is added only if there is none.
    private static void Add<TUser, TId>(IServiceCollection services, string keyPrefix, string kind)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        services.RemoveAllKeyed<ISessionDatabase<TId>>(typeof(TUser));
        services.AddKeyedSingleton<ISessionDatabase<TId>>(typeof(TUser), (provider, _) =>
            new RedisSessionDatabase<TId>(provider.GetRequiredService<RedisConnection>(), keyPrefix, kind, provider.GetRequiredService<TimeProvider>()));
    }
}
