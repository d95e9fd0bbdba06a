namespace FastApiUsers.Hashing;

/// <summary>Too many passwords are being hashed. The library's routes answer 503 with <c>Retry-After</c>.</summary>
/// <param name="retryAfter">After how long it is worth another try.</param>
public sealed class PasswordHashingBusyException(TimeSpan retryAfter)
    : Exception("Too many passwords are being hashed. Try again later, or raise FastApiUsers:Hashing:QueueLimit or QueueTimeout.")
{
    /// <summary>After how long it is worth another try.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
