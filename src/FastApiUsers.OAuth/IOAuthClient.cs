namespace FastApiUsers.OAuth;

/// <summary>A client of one provider: sends a person there, and turns what comes back into tokens and an identity.</summary>
public interface IOAuthClient
{
    /// <summary>The name by which accounts are kept and routes are mapped: <c>google</c>. It never changes once there are accounts.</summary>
    string Name { get; }

    /// <summary>The scopes that are asked for where the caller names none.</summary>
    IReadOnlyList<string> Scopes { get; }

    /// <summary>Whether the provider takes a code challenge (RFC 7636, S256).</summary>
    bool SupportsPkce { get; }

    /// <summary>Whether the provider puts a nonce into its id token (OpenID Connect Core section 3.1.2.1).</summary>
    bool SupportsNonce { get; }

    /// <summary>Whether the provider sends the browser back with a POST (OAuth 2.0 Form Post Response Mode), not with a GET.</summary>
    bool PostsCallback { get; }

    /// <summary>
    /// The issuer that a callback has to name as <c>iss</c> (RFC 9207 section 2.4), where the provider says that it sends one; else
    /// <see langword="null"/>: then the parameter is not looked at.
    /// </summary>
    Task<string?> GetCallbackIssuerAsync(CancellationToken cancellationToken);

    /// <summary>Where to send the person: <see cref="Uri.AbsoluteUri"/> is the text to send.</summary>
    /// <exception cref="OAuthException">The provider's own settings cannot be read.</exception>
    Task<Uri> GetAuthorizationUrlAsync(AuthorizationRequest request, CancellationToken cancellationToken);

    /// <summary>Exchanges the code of a callback for tokens (RFC 6749 section 4.1.3).</summary>
    /// <param name="code">The code.</param>
    /// <param name="redirectUri">The very text that the authorization request had.</param>
    /// <param name="codeVerifier">The secret behind the code challenge.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OAuthException">The provider refuses, fails, or answers nonsense.</exception>
    Task<OAuthToken> GetAccessTokenAsync(string code, string redirectUri, string? codeVerifier, CancellationToken cancellationToken);

    /// <summary>New tokens for a refresh token (RFC 6749 section 6).</summary>
    /// <exception cref="OAuthException">The provider refuses, fails, or answers nonsense.</exception>
    /// <exception cref="NotSupportedException">The provider has no refresh tokens.</exception>
    Task<OAuthToken> RefreshTokenAsync(string refreshToken, CancellationToken cancellationToken);

    /// <summary>Ends a token (RFC 7009).</summary>
    /// <exception cref="OAuthException">The provider refuses or fails.</exception>
    /// <exception cref="NotSupportedException">The provider cannot.</exception>
    Task RevokeTokenAsync(string token, CancellationToken cancellationToken);

    /// <summary>Who it is: the id at the provider and the e-mail address, with the word whether the provider has verified that.</summary>
    /// <param name="token">The tokens.</param>
    /// <param name="nonce">The nonce of the authorization request; <see langword="null"/> where there was none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OAuthException">The provider fails or answers nonsense, or its id token is not good.</exception>
    Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken);
}
