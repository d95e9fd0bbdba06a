namespace FastApiUsers.Authentication;

/// <summary>What the parameters <c>CurrentUser</c>, <c>CurrentActiveUser</c>, <c>CurrentVerifiedUser</c> and <c>CurrentSuperuser</c> tell of who is signed in.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
public abstract class SignedInUser<TUser>
    where TUser : class
{
    private protected SignedInUser(CurrentUserFeature<TUser> feature) => (Value, Token, Backend, SessionId) = (feature.User, feature.Token, feature.Backend, feature.SessionId);

    /// <summary>The user.</summary>
    public TUser Value { get; }

    /// <summary>The token that the request carried.</summary>
    public string Token { get; }

    /// <summary>The name of the backend that read it.</summary>
    public string Backend { get; }

    /// <summary>The session; <see langword="null"/> where this kind of users has none.</summary>
    public string? SessionId { get; }
}
