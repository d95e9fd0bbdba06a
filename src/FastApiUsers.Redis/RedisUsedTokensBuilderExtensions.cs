using FastApiUsers.Hosting;
using FastApiUsers.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps marks of used tokens in Redis.</summary>
public static class RedisUsedTokensBuilderExtensions
{
    /// <summary>
    /// Keeps the marks of tokens that work once in Redis, for all nodes and all kinds of users; without it each node keeps its own in
    /// memory. Of several such calls the last counts. How Redis is reached is read from <c>FastApiUsers:Redis</c>. A token may work
    /// again where Redis loses a mark before its time: by a <c>maxmemory-policy</c> other than <c>noeviction</c>, or where the primary
    /// is lost before its replica had the mark.
    /// </summary>
    /// <param name="builder">The users.</param>
    /// <param name="keyPrefix">What the key of a mark begins with; applications that share a database of Redis need one each.</param>
    public static FastApiUsersBuilder AddRedisUsedTokens(this FastApiUsersBuilder builder, string keyPrefix = "fastapi_users_used:")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(keyPrefix);

        builder.Services.AddRedisConnection();
        return builder.AddUsedTokens(provider => new RedisUsedTokens(provider.GetRequiredService<RedisConnection>(), keyPrefix));
    }
}
