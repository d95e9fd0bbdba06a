namespace FastApiUsers.Authentication;

/// <summary>The expired access tokens of one kind of users.</summary>
internal interface IExpiredTokens
{
    string UserType { get; }

    /// <summary>Removes them in batches.</summary>
    /// <returns>How many there were.</returns>
    Task<int> RemoveAsync(TokenCleanupOptions options, CancellationToken cancellationToken);
}
