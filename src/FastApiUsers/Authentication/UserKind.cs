namespace FastApiUsers.Authentication;

/// <summary>One kind of users of an application: its types, its settings' name, its backends in the order in which they are asked.</summary>
internal sealed class UserKind(Type userType, Type idType, string name, string section)
{
    public const string DefaultScheme = "FastApiUsers";

    public Type UserType { get; } = userType;

    public Type IdType { get; } = idType;

    /// <summary>The name of the settings; empty for the first kind.</summary>
    public string Name { get; } = name;

    /// <summary>The configuration section that the settings are read from.</summary>
    public string Section { get; } = section;

    /// <summary>The authentication scheme that asks all backends: the first that yields a user wins.</summary>
    public string Scheme { get; } = name.Length == 0 ? DefaultScheme : $"{DefaultScheme}.{name}";

    public Type FeatureType { get; } = typeof(CurrentUserFeature<>).MakeGenericType(userType);

    public List<AuthenticationBackend> Backends { get; } = [];

    /// <summary>The type of each backend's settings; none where the strategy is the application's own.</summary>
    public Dictionary<string, Type?> BackendOptions { get; } = [];

    /// <summary>The names of the backends whose tokens are JWTs.</summary>
    public IEnumerable<string> JwtBackends => BackendOptions.Where(backend => backend.Value == typeof(JwtStrategyOptions)).Select(backend => backend.Key);

    /// <summary>The names of the backends whose tokens are in the database of access tokens.</summary>
    public IEnumerable<string> DatabaseBackends => BackendOptions.Where(backend => backend.Value == typeof(DatabaseStrategyOptions)).Select(backend => backend.Key);

    /// <summary>What makes each client of a provider, by its name.</summary>
    public Dictionary<string, Func<IServiceProvider, OAuthClientEntry>> OAuthClients { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether these users have sessions.</summary>
    public bool HasSessions { get; set; }

    /// <summary>Whether nodes remember these users.</summary>
    public bool HasUserCache { get; set; }

    public AuthenticationBackend GetBackend(string name) => Backends.Find(backend => backend.Name == name) ?? throw new InvalidOperationException(
        $"No backend '{name}'. Registered: {string.Join(", ", Backends.Select(backend => $"'{backend.Name}'").DefaultIfEmpty("none"))}. Call AddBackend(\"{name}\", …).");
}
