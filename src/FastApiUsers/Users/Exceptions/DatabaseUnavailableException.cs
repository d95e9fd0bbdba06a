namespace FastApiUsers.Users;

/// <summary>
/// A database of users or of tokens does not answer, for now. A database or a strategy of the application's own throws it where its
/// client cannot reach the server: routes then answer 503 with <c>Retry-After</c>, and other backends are still asked. It is also
/// the <c>Failure</c> of an authentication that could not look.
/// </summary>
/// <param name="message">What does not answer. It is logged, so it holds no secret.</param>
/// <param name="innerException">What the database's client threw.</param>
public sealed class DatabaseUnavailableException(string? message = null, Exception? innerException = null)
    : Exception(message ?? "The database does not answer.", innerException);
