using System.Diagnostics.CodeAnalysis;
using FastApiUsers.Tokens;

namespace FastApiUsers.Sessions;

/// <summary>
/// Opaque tokens of sessions: the id of the session, which is no secret, and 138 random bits (OWASP ASVS 5.0 section 7.2.3 asks for
/// 128), together as long as any other opaque token. A store keeps the id readable, so that it finds all tokens of a session.
/// </summary>
public static class SessionOpaqueToken
{
    private const int Length = 43;

    /// <summary>A new token.</summary>
    /// <param name="sessionId">The session.</param>
    public static string Generate(string sessionId)
    {
        if (!SessionId.IsId(sessionId))
            throw new ArgumentException("This is not the id of a session.", nameof(sessionId));
        return sessionId + OpaqueToken.Generate()[SessionId.Length..];
    }

    /// <summary>What a store keeps of a token: hashed, the id and the beginning of the hash of the whole.</summary>
    public static string ToStored(string token, TokenStorage storage)
    {
        ArgumentNullException.ThrowIfNull(token);
        return storage == TokenStorage.Plain
            ? token
            : string.Concat(token.AsSpan(0, SessionId.Length), OpaqueToken.ToStored(token, storage).AsSpan(SessionId.Length));
    }

    /// <summary>Takes a token apart. Whether it is good the store knows.</summary>
    /// <param name="token">The token as it came.</param>
    /// <param name="storage">How tokens are kept.</param>
    /// <param name="sessionId">The session that it names.</param>
    /// <param name="stored">What a store would have of it.</param>
    public static bool TryParse(string token, TokenStorage storage, [NotNullWhen(true)] out string? sessionId, [NotNullWhen(true)] out string? stored)
    {
        ArgumentNullException.ThrowIfNull(token);
        (sessionId, stored) = (null, null);
        if (token.Length != Length || !OpaqueToken.IsOfAlphabet(token))
            return false;

        (sessionId, stored) = (token[..SessionId.Length], ToStored(token, storage));
        return true;
    }
}
