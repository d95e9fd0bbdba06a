namespace FastApiUsers.Authentication;

/// <summary>Who a request signed in as, whether or not the endpoint admits them.</summary>
/// <param name="Token">The token that the request carried.</param>
/// <param name="Backend">The name of the backend that read it.</param>
/// <param name="IsActive">Whether the user is active.</param>
/// <param name="IsVerified">Whether the user is verified.</param>
/// <param name="IsSuperuser">Whether the user is a superuser.</param>
public abstract record CurrentUserFeature(string Token, string Backend, bool IsActive, bool IsVerified, bool IsSuperuser);
