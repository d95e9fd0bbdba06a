namespace FastApiUsers.Routes;

/// <summary>What a sign-in page shows of a provider.</summary>
/// <param name="Name">The name of the client.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="AuthorizePath">The path of the route that begins the sign-in.</param>
internal sealed record OAuthProviderView(string Name, string DisplayName, string AuthorizePath);
