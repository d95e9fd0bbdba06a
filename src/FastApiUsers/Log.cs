using Microsoft.Extensions.Logging;

namespace FastApiUsers;

/// <summary>All that the library logs. Ids are fixed; no token, password, hash or body is ever written.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "User {UserId} registered.")]
    public static partial void UserRegistered(ILogger logger, object userId);

    [LoggerMessage(2, LogLevel.Information, "User {UserId} signed in.")]
    public static partial void UserSignedIn(ILogger logger, object userId);

    [LoggerMessage(3, LogLevel.Information, "User {UserId} was deleted.")]
    public static partial void UserDeleted(ILogger logger, object userId);

    [LoggerMessage(4, LogLevel.Error, "The hook {Hook} failed. The operation that it follows is done.")]
    public static partial void HookFailed(ILogger logger, string hook, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "A sign-in failed.")]
    public static partial void SignInFailed(ILogger logger);

    [LoggerMessage(7, LogLevel.Information, "User {UserId} has a new password.")]
    public static partial void PasswordChanged(ILogger logger, object userId);

    [LoggerMessage(8, LogLevel.Information, "User {UserId} verified the e-mail address.")]
    public static partial void UserVerified(ILogger logger, object userId);

    [LoggerMessage(5, LogLevel.Warning, "{Setting} is not set: a random secret is used, and all tokens end with this process. Set it before you deploy.")]
    public static partial void RandomSecret(ILogger logger, string setting);

    [LoggerMessage(10, LogLevel.Warning, "Tokens that user {UserId} may have been given while the password or the state changed could not be looked for.")]
    public static partial void LateTokensNotEnded(ILogger logger, object userId, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "The stored password hashes could not be looked through. Which kinds there are is learned from sign-ins.")]
    public static partial void SurveyFailed(ILogger logger, Exception exception);

    [LoggerMessage(60, LogLevel.Warning, "The database does not answer: {Failure}")]
    public static partial void DatabaseUnavailable(ILogger logger, string failure);

    [LoggerMessage(62, LogLevel.Information, "{Count} expired {Entries} were removed.")]
    public static partial void ExpiredEntriesRemoved(ILogger logger, int count, string entries);

    [LoggerMessage(63, LogLevel.Warning, "Expired {Entries} could not be removed. The next turn tries again.")]
    public static partial void TokenCleanupFailed(ILogger logger, string entries, Exception exception);

    [LoggerMessage(30, LogLevel.Warning, "A sign-in by the OAuth client {Client} failed: {Failure}")]
    public static partial void OAuthFailed(ILogger logger, string client, string failure, Exception? reason);

    [LoggerMessage(40, LogLevel.Warning, "A new password was {Outcome} without a look-up among breached passwords: {Failure}.")]
    public static partial void BreachLookUpFailed(ILogger logger, string outcome, string failure);

    [LoggerMessage(20, LogLevel.Information, "{Count} sessions of user {UserId} were ended.")]
    public static partial void SessionsRevoked(ILogger logger, int count, object userId);

    [LoggerMessage(21, LogLevel.Warning, "A used refresh token of user {UserId} came again: it, or its successor, was stolen. The session {SessionId} is ended.")]
    public static partial void RefreshTokenReplayed(ILogger logger, object userId, string sessionId);

    [LoggerMessage(23, LogLevel.Warning, "Tokens of ended sessions of user {UserId} could not be removed. They are refused, on other nodes as soon as those know of the end.")]
    public static partial void SessionTokensNotRemoved(ILogger logger, object userId, Exception exception);

    [LoggerMessage(22, LogLevel.Warning, "When sessions of {UserType} were used could not be stored. The next turn tries again.")]
    public static partial void SessionUsesNotStored(ILogger logger, string userType, Exception exception);
}
