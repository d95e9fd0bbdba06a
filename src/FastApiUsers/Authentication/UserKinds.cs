namespace FastApiUsers.Authentication;

/// <summary>All kinds of users of an application. One is the plain case.</summary>
internal sealed class UserKinds
{
    private readonly List<UserKind> _kinds = [];

    public IReadOnlyList<UserKind> All => _kinds;

    /// <summary>The kind that is meant where none is named.</summary>
    public UserKind Single => _kinds is [var only] ? only : throw new InvalidOperationException(
        $"There are {_kinds.Count} kinds of users ({string.Join(", ", _kinds.Select(kind => kind.UserType.Name))}). Name the one you mean: call the method of its FastApiUsers<TUser, TId>, or RequireUser(typeof(TUser)).");

    public UserKind GetOrAdd(Type userType, Type idType, string section)
    {
        if (_kinds.Find(kind => kind.UserType == userType) is { } known)
            return known;

        // The name tells the policies, schemes and audiences of the kinds apart.
        if (_kinds.Find(kind => kind.UserType.Name == userType.Name) is { } other)
            throw new InvalidOperationException($"{other.UserType} and {userType} have one name. Rename one of them.");

        var added = new UserKind(userType, idType, _kinds.Count == 0 ? "" : userType.Name, section);
        _kinds.Add(added);
        return added;
    }

    public UserKind Of(Type userType)
    {
        // Asked in each request: without a delegate.
        foreach (var kind in _kinds)
        {
            if (kind.UserType == userType)
                return kind;
        }

        throw new InvalidOperationException($"{userType} is not a registered kind of users. Call AddFastApiUsers<{userType.Name}, …>().");
    }

    /// <summary>The configuration section of a kind's settings, for messages that name a setting.</summary>
    public string SectionOf(string? settingsName) => _kinds.Find(kind => kind.Name == (settingsName ?? ""))?.Section ?? UserKind.DefaultScheme;

    /// <summary>The configuration section of a backend's settings.</summary>
    public string SectionOfBackend(string? backend) =>
        $"{_kinds.Find(kind => kind.Backends.Exists(any => any.Name == backend))?.Section ?? UserKind.DefaultScheme}:Backends:{backend}";

    public void Add(UserKind kind, AuthenticationBackend backend)
    {
        if (_kinds.SelectMany(any => any.Backends).Any(any => any.Name == backend.Name))
            throw new DuplicateBackendNamesException(backend.Name);
        kind.Backends.Add(backend);
    }
}
