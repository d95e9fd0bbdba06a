namespace FastApiUsers.Sessions;

/// <summary>A session that has just begun.</summary>
/// <param name="Session">The session.</param>
/// <param name="RefreshToken">Its first refresh token, where its backend has some. It is stored nowhere.</param>
internal sealed record OpenedSession<TId>(UserSession<TId> Session, string? RefreshToken);
