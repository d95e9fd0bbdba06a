namespace FastApiUsers.OAuth;

/// <summary>What every ready-made client takes besides its id and secret.</summary>
public sealed class ProviderOptions
{
    /// <summary>The name by which accounts are kept. It never changes once there are accounts.</summary>
    /// <value><see langword="null"/> by default: the provider's own, such as <c>google</c>.</value>
    public string? Name { get; init; }

    /// <summary>The scopes that are asked for where the caller names none.</summary>
    /// <value><see langword="null"/> by default: those that bring the id and, where there is one, the e-mail address.</value>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>
    /// Whether account ids are those of httpx-oauth, for accounts that a Python application has kept. It matters to Google
    /// (<c>people/</c> before the subject), Microsoft (the id of Graph) and Reddit (the name of the account).
    /// </summary>
    /// <value>False by default: what the provider recommends as an id.</value>
    public bool UseOriginalAccountIds { get; init; }

    /// <summary>How the provider is reached.</summary>
    public OAuthHttpOptions Http { get; init; } = OAuthHttpOptions.Default;

    internal static ProviderOptions Default { get; } = new();
}
