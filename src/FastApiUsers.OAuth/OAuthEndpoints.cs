namespace FastApiUsers.OAuth;

/// <summary>The endpoints of a provider.</summary>
/// <param name="Authorize">Where people are sent.</param>
/// <param name="AccessToken">Where codes are exchanged.</param>
/// <param name="RefreshToken">Where refresh tokens are exchanged, if anywhere.</param>
/// <param name="RevokeToken">Where tokens are ended, if anywhere.</param>
/// <param name="ClientAuthentication">How the client proves there who it is.</param>
public sealed record OAuthEndpoints(
    string Authorize, string AccessToken, string? RefreshToken, string? RevokeToken, ClientAuthentication ClientAuthentication)
{
    internal static OAuthEndpoints Of(OAuth2ClientOptions options) => new(
        EndpointUrl.Check(options.AuthorizeEndpoint, nameof(options.AuthorizeEndpoint)),
        EndpointUrl.Check(options.AccessTokenEndpoint, nameof(options.AccessTokenEndpoint)),
        EndpointUrl.CheckOptional(options.RefreshTokenEndpoint, nameof(options.RefreshTokenEndpoint)),
        EndpointUrl.CheckOptional(options.RevokeTokenEndpoint, nameof(options.RevokeTokenEndpoint)),
        options.ClientAuthentication ?? (options.ClientSecret.Length == 0 ? ClientAuthentication.None : ClientAuthentication.Post));
}
