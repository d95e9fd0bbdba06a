namespace FastApiUsers.Users;

/// <summary>
/// Tells a database that does not answer from any other failure, by what its client throws. An adapter registers one as a
/// singleton where it cannot throw <see cref="DatabaseUnavailableException"/> itself, because a client that tries again has to see its own
/// exceptions.
/// </summary>
public interface IOutageDetector
{
    /// <summary>Whether the exception, or one within it, says that the database does not answer for now.</summary>
    bool IsOutage(Exception exception);
}
