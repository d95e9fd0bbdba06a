using FastApiUsers.OAuth;

namespace FastApiUsers.Authentication;

/// <summary>The clients of providers of one kind of users, made at the start.</summary>
internal sealed class OAuthClients
{
    private readonly Dictionary<string, OAuthClientEntry> _entries;

    /// <exception cref="InvalidOperationException">Two providers would keep their accounts under one name.</exception>
    public OAuthClients(UserKind kind, IServiceProvider services)
    {
        _entries = kind.OAuthClients.ToDictionary(client => client.Key, client => client.Value(services), StringComparer.OrdinalIgnoreCase);

        // Whoever chooses the ids at one of them could sign in as anybody of the other.
        foreach (var sharing in All.GroupBy(entry => entry.AccountName, StringComparer.Ordinal).Where(entries => entries.DistinctBy(entry => entry.Provider).Count() > 1))
        {
            throw new InvalidOperationException(
                $"The OAuth clients {string.Join(" and ", sharing.Select(entry => $"'{entry.Name}'"))} are of different providers, but would keep accounts under one name, '{sharing.Key}'. Set the setting Name of one of them to another.");
        }
    }

    public IReadOnlyCollection<OAuthClientEntry> All => _entries.Values;

    public OAuthClientEntry Get(string name) => _entries.TryGetValue(name, out var entry) ? entry : throw new InvalidOperationException(
        $"No OAuth client '{name}'. Registered: {string.Join(", ", _entries.Keys.Select(key => $"'{key}'").DefaultIfEmpty("none"))}. Call AddOAuthClient(\"{name}\").");

    /// <summary>The client that keeps accounts under a name.</summary>
    public IOAuthClient? FindByAccountName(string name) => All.FirstOrDefault(entry => entry.AccountName == name)?.Client;
}
