using System.Globalization;
using FastApiUsers.Sessions;
using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>
/// A session as the hash under its key. Times are milliseconds since 1970 UTC: what is finer is cut off. What is not known is no
/// field, and there is none for the end: an ended session has no key.
/// </summary>
internal static class RedisSessionHash
{
    public const string UserId = "user_id";
    public const string Backend = "backend";
    public const string CreatedAt = "created_at";
    public const string LastUsedAt = "last_used_at";
    public const string ExpiresAt = "expires_at";
    public const string AuthenticationMethod = "authentication_method";
    public const string AuthenticatedAt = "authenticated_at";
    public const string UserAgent = "user_agent";
    public const string IpAddress = "ip_address";
    public const string RefreshTokenHash = "refresh_token_hash";
    public const string UsedRefreshTokens = "used_refresh_tokens";

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The fields in the order in which <see cref="Read"/> takes them.</summary>
    public static RedisValue[] Fields { get; } =
    [
        UserId, Backend, CreatedAt, LastUsedAt, ExpiresAt, AuthenticationMethod, AuthenticatedAt,
        UserAgent, IpAddress, RefreshTokenHash, UsedRefreshTokens,
    ];

    /// <summary>The session, or <see langword="null"/> where a field that each has is missing or holds what this library does not write.</summary>
    public static UserSession<TId>? Read<TId>(string id, RedisValue[] values)
        where TId : IParsable<TId>
    {
        if (values is not
            [
                var userId, var backend, var createdAt, var lastUsedAt, var expiresAt, var method, var authenticatedAt,
                var userAgent, var ipAddress, var hash, var used,
            ]
            || !TId.TryParse((string?)userId, CultureInfo.InvariantCulture, out var user)
            || (string?)backend is not { } backendName
            || (string?)method is not { } methodName
            || ReadTime(createdAt) is not { } created
            || ReadTime(lastUsedAt) is not { } lastUsed
            || ReadTime(expiresAt) is not { } expires
            || ReadTime(authenticatedAt) is not { } authenticated)
        {
            return null;
        }

        return new UserSession<TId>
        {
            Id = id,
            UserId = user,
            Backend = backendName,
            CreatedAt = created,
            LastUsedAt = lastUsed,
            ExpiresAt = expires,
            AuthenticationMethod = methodName,
            AuthenticatedAt = authenticated,
            UserAgent = userAgent,
            IpAddress = ipAddress,
            RefreshTokenHash = hash,
            UsedRefreshTokens = used,
        };
    }

    /// <summary>Names and values in turn, as <c>HSET</c> takes them.</summary>
    public static IEnumerable<RedisValue> Write<TId>(UserSession<TId> session)
    {
        (string Name, RedisValue Value)[] fields =
        [
            (UserId, Write(session.UserId)),
            (Backend, session.Backend),
            (CreatedAt, Write(session.CreatedAt)),
            (LastUsedAt, Write(session.LastUsedAt)),
            (ExpiresAt, Write(session.ExpiresAt)),
            (AuthenticationMethod, session.AuthenticationMethod),
            (AuthenticatedAt, Write(session.AuthenticatedAt)),
            (UserAgent, session.UserAgent),
            (IpAddress, session.IpAddress),
            (RefreshTokenHash, session.RefreshTokenHash),
            (UsedRefreshTokens, session.UsedRefreshTokens),
        ];
        return fields.Where(field => !field.Value.IsNull).SelectMany(field => new RedisValue[] { field.Name, field.Value });
    }

    public static string Write<TId>(TId userId) => Convert.ToString(userId, CultureInfo.InvariantCulture)!;

    public static RedisValue Write(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset? ReadTime(RedisValue value) =>
        long.TryParse((string?)value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) && time >= Earliest && time <= Latest
            ? DateTimeOffset.FromUnixTimeMilliseconds(time)
            : null;
}
