using FastApiUsers.Sessions;

namespace FastApiUsers.Routes;

/// <summary>What an answer may show of a session: no hash.</summary>
internal sealed class SessionView<TId>(UserSession<TId> session, TimeSpan idleTimeout, string? currentId)
{
    public string Id => session.Id;

    public bool IsCurrent => session.Id == currentId;

    public string Backend => session.Backend;

    public string Device => DeviceName.Of(session.UserAgent);

    public string? UserAgent => session.UserAgent;

    public string? IpAddress => session.IpAddress;

    public string AuthenticationMethod => session.AuthenticationMethod;

    public DateTimeOffset AuthenticatedAt => session.AuthenticatedAt;

    public DateTimeOffset CreatedAt => session.CreatedAt;

    public DateTimeOffset LastUsedAt => session.LastUsedAt;

    public DateTimeOffset IdleExpiresAt => session.LastUsedAt + idleTimeout < session.ExpiresAt ? session.LastUsedAt + idleTimeout : session.ExpiresAt;

    public DateTimeOffset ExpiresAt => session.ExpiresAt;
}
