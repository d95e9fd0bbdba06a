using FastApiUsers.OAuth;

namespace FastApiUsers.Authentication;

/// <summary>A client of a provider as it is registered.</summary>
internal sealed record OAuthClientEntry(string Name, IOAuthClient Client, string DisplayName, OAuthClientOptions Options)
{
    /// <summary>The name by which accounts are kept, which may be older than that of the routes.</summary>
    public string AccountName => Client.Name;

    /// <summary>What tells its provider from others: two clients of one may keep accounts under one name.</summary>
    public object Provider => Options.ClientId is null ? Client : ((Options.Provider ?? Name).ToUpperInvariant(), Options.Issuer?.TrimEnd('/'), Options.Domain, Options.Tenant, Options.Shop);

    public bool TrustsEmails => Options.TrustsEmails;

    public IReadOnlyDictionary<string, string> AuthorizationParameters { get; } = Options.AuthorizationParameters.AsReadOnly();
}
