using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>
/// A client of one provider of OAuth 2.0 (RFC 6749, the authorization code grant). Derive from it for a provider with ways of its
/// own; it is safe for use by many threads at once.
/// </summary>
public class OAuth2Client : IOAuthClient
{
    private readonly OAuth2ClientOptions _options;
    private readonly OAuthEndpoints? _endpoints;
    private readonly ProviderHttp _http;

    /// <summary>Creates a client.</summary>
    /// <param name="options">What it is told of its provider.</param>
    /// <exception cref="ArgumentException">A setting is missing, or an endpoint is not reached by https.</exception>
    public OAuth2Client(OAuth2ClientOptions options)
        : this(options, OAuthEndpoints.Of(options ?? throw new ArgumentNullException(nameof(options))))
    {
    }

    private protected OAuth2Client(OAuth2ClientOptions options, OAuthEndpoints? endpoints)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Name);
        ArgumentException.ThrowIfNullOrEmpty(options.ClientId);
        EndpointUrl.CheckOptional(options.ProfileEndpoint, nameof(options.ProfileEndpoint));
        _options = options;
        _endpoints = endpoints;
        _http = new ProviderHttp(options.Name, options.Http);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes => _options.Scopes;

    /// <inheritdoc/>
    public bool SupportsPkce => _options.SupportsPkce;

    /// <inheritdoc/>
    public virtual bool SupportsNonce => false;

    /// <inheritdoc/>
    public virtual bool PostsCallback => false;

    private protected ProviderHttp Http => _http;

    /// <inheritdoc/>
    public virtual Task<string?> GetCallbackIssuerAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public async Task<Uri> GetAuthorizationUrlAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var endpoints = await GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var scope = string.Join(_options.ScopeSeparator, request.Scopes ?? Scopes);
        return AuthorizationUrl.Compose(endpoints.Authorize, _options.ClientId, scope, request, GetAuthorizationParameters(request));
    }

    /// <inheritdoc/>
    public async Task<OAuthToken> GetAccessTokenAsync(string code, string redirectUri, string? codeVerifier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(redirectUri);
        var endpoints = await GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var form = new OrderedDictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri };
        if (codeVerifier is not null)
            form["code_verifier"] = codeVerifier;

        var answer = await PostAsync(endpoints.AccessToken, endpoints.ClientAuthentication, form, "token request", cancellationToken).ConfigureAwait(false);
        return TokenAnswer.Read(answer, _options.Http.Time.GetUtcNow());
    }

    /// <inheritdoc/>
    public async Task<OAuthToken> RefreshTokenAsync(string refreshToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refreshToken);
        var endpoints = await GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var target = endpoints.RefreshToken ?? throw new NotSupportedException($"{Name} has no refresh tokens.");
        var form = new OrderedDictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken };

        var answer = await PostAsync(target, endpoints.ClientAuthentication, form, "refresh request", cancellationToken).ConfigureAwait(false);
        return TokenAnswer.Read(answer, _options.Http.Time.GetUtcNow());
    }

    /// <inheritdoc/>
    public virtual async Task RevokeTokenAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        var endpoints = await GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var target = endpoints.RevokeToken ?? throw new NotSupportedException($"{Name} has no way to end a token.");

        await PostAsync(target, endpoints.ClientAuthentication, GetRevocationParameters(token), "revocation", cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual async Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken)
    {
        var endpoint = _options.ProfileEndpoint
            ?? throw new NotSupportedException($"{Name} has no profile. Set {nameof(OAuth2ClientOptions.ProfileEndpoint)}, or override {nameof(GetIdEmailAsync)}.");
        var profile = await GetJsonAsync(endpoint, token, cancellationToken).ConfigureAwait(false);
        try
        {
            return _options.ReadProfile(profile);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // What JsonElement throws where a member is missing or of another kind.
            throw new OAuthException(OAuthFailure.BadAnswer, $"{Name}: the profile is not as expected.", innerException: exception);
        }
    }

    /// <summary>The endpoints of the provider.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    protected virtual Task<OAuthEndpoints> GetEndpointsAsync(CancellationToken cancellationToken) => Task.FromResult(_endpoints!);

    /// <summary>The parameters that the provider wants in an authorization URL beyond those of RFC 6749. Those of the caller win.</summary>
    /// <param name="request">What the URL says.</param>
    protected virtual IEnumerable<KeyValuePair<string, string>> GetAuthorizationParameters(AuthorizationRequest request) => [];

    /// <summary>The body of a revocation (RFC 7009 section 2.1).</summary>
    /// <param name="token">The token to end.</param>
    protected virtual IReadOnlyDictionary<string, string> GetRevocationParameters(string token) =>
        new Dictionary<string, string> { ["token"] = token };

    /// <summary>The client secret for one request.</summary>
    /// <returns>By default the one of the options; Apple's is made anew.</returns>
    protected virtual string GetClientSecret() => _options.ClientSecret;

    /// <summary>Reads a JSON object with the access token (RFC 6750 section 2.1).</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="token">The tokens.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OAuthException">The provider refuses, fails, or answers nonsense.</exception>
    protected async Task<JsonElement> GetJsonAsync(string url, OAuthToken token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
        return await SendAsync(request, "profile request", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request of one's own, under the same limits, and reads the JSON of its answer.</summary>
    /// <param name="request">The request, which is disposed.</param>
    /// <param name="what">Its name in messages.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OAuthException">The provider refuses, fails, or answers nonsense.</exception>
    protected async Task<JsonElement> SendAsync(HttpRequestMessage request, string what, CancellationToken cancellationToken) =>
        (await _http.SendAsync(request, what, cancellationToken).ConfigureAwait(false)).Json();

    private async Task<ProviderAnswer> PostAsync(
        string url, ClientAuthentication authentication, IReadOnlyDictionary<string, string> form, string what, CancellationToken cancellationToken)
    {
        var body = new OrderedDictionary<string, string>(form);
        if (authentication != ClientAuthentication.Basic)
            body["client_id"] = _options.ClientId;
        if (authentication == ClientAuthentication.Post)
            body["client_secret"] = GetClientSecret();

        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(FormUrl.Encode(body), new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        if (authentication == ClientAuthentication.Basic)
        {
            // RFC 6749 section 2.3.1: each part is form-encoded before they are joined.
            var credentials = $"{FormUrl.Encode(_options.ClientId)}:{FormUrl.Encode(GetClientSecret())}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)));
        }

        return await _http.SendAsync(request, what, cancellationToken).ConfigureAwait(false);
    }
}
