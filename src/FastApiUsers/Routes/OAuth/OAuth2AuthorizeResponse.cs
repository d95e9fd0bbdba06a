namespace FastApiUsers.Routes;

/// <summary>Where to send the browser.</summary>
/// <param name="AuthorizationUrl">The provider's page, with all that it needs.</param>
internal sealed record OAuth2AuthorizeResponse(string AuthorizationUrl);
