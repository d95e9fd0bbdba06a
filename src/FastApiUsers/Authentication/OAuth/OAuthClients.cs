using FastApiUsers.OAuth;

namespace FastApiUsers.Authentication;

/// <summary>The clients of providers of one kind of users, made at the start.</summary>
internal sealed class OAuthClients(UserKind kind, IServiceProvider services)
{
    private readonly Dictionary<string, OAuthClientEntry> _entries = kind.OAuthClients.ToDictionary(client => client.Key, client => client.Value(services), StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<OAuthClientEntry> All => _entries.Values;

    public OAuthClientEntry Get(string name) => _entries.TryGetValue(name, out var entry) ? entry : throw new InvalidOperationException(
        $"No OAuth client '{name}'. Registered: {string.Join(", ", _entries.Keys.Select(key => $"'{key}'").DefaultIfEmpty("none"))}. Call AddOAuthClient(\"{name}\").");

    /// <summary>The client that keeps accounts under a name.</summary>
    public IOAuthClient? FindByAccountName(string name) => All.FirstOrDefault(entry => entry.AccountName == name)?.Client;
}
