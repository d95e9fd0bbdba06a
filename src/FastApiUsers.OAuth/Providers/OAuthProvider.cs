namespace FastApiUsers.OAuth;

/// <summary>A provider of the catalogue.</summary>
public sealed class OAuthProvider
{
    private readonly Func<OAuthProviderSettings, ProviderOptions, IOAuthClient> _create;

    internal OAuthProvider(string name, string displayName, Func<OAuthProviderSettings, ProviderOptions, IOAuthClient> create) =>
        (Name, DisplayName, _create) = (name, displayName, create);

    /// <summary>Its name: <c>google</c>.</summary>
    public string Name { get; }

    /// <summary>Its name as people write it: Google.</summary>
    public string DisplayName { get; }

    /// <summary>Creates a client.</summary>
    /// <param name="settings">What configuration says.</param>
    /// <param name="http">How the provider is reached.</param>
    /// <exception cref="ArgumentException">A setting that the provider needs is missing or not fit. The message names it.</exception>
    public IOAuthClient Create(OAuthProviderSettings settings, OAuthHttpOptions? http = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _create(settings, new ProviderOptions
        {
            Name = settings.Name,
            Scopes = settings.Scopes,
            UseOriginalAccountIds = settings.UseOriginalAccountIds,
            Http = http ?? OAuthHttpOptions.Default,
        });
    }
}
