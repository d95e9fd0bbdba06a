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

    [LoggerMessage(5, LogLevel.Warning, "{Setting} is not set: a random secret is used, and all tokens end with this process. Set it before you deploy.")]
    public static partial void RandomSecret(ILogger logger, string setting);
}
