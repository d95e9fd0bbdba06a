namespace Snippets;

/// <summary>Knows which passwords a user had.</summary>
public abstract class PasswordHistory
{
    public abstract Task<bool> HasAsync(string email, string password, CancellationToken cancellationToken);
}
