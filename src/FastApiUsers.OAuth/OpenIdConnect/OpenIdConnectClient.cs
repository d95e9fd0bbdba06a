using System.Net.Http.Headers;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>
/// A client of one provider of OpenID Connect (Core, the code flow). The provider's own configuration says where its endpoints and
/// keys are; who a person is comes from the id token, which is checked step by step.
/// </summary>
public class OpenIdConnectClient : OAuth2Client
{
    private const string SignedMediaType = "application/jwt";

    private readonly OpenIdConnectClientOptions _options;
    private readonly CachedAnswer<OpenIdConfiguration> _configuration;
    private readonly CachedAnswer<ProviderKeys> _keys;

    /// <summary>Creates a client. It asks the provider nothing before it has to.</summary>
    /// <param name="options">What it is told of its provider.</param>
    /// <exception cref="ArgumentException">A setting is missing, the issuer is not reached by https, or an algorithm is not one for published keys.</exception>
    public OpenIdConnectClient(OpenIdConnectClientOptions options)
        : base(options ?? throw new ArgumentNullException(nameof(options)), endpoints: null)
    {
        EndpointUrl.Check(options.Issuer, nameof(options.Issuer));
        EndpointUrl.CheckOptional(options.ConfigurationEndpoint, nameof(options.ConfigurationEndpoint));
        if (options.SigningAlgorithms?.FirstOrDefault(algorithm => !SigningAlgorithm.IsKnown(algorithm)) is { } unknown)
            throw new ArgumentException($"The algorithm '{unknown}' is not one of RS, PS and ES with 256, 384 and 512.", nameof(options));

        _options = options;
        _configuration = new CachedAnswer<OpenIdConfiguration>(ReadConfigurationAsync, options);
        _keys = new CachedAnswer<ProviderKeys>(ReadKeysAsync, options);
    }

    /// <inheritdoc/>
    public override bool SupportsNonce => true;

    /// <inheritdoc/>
    public override async Task<string?> GetCallbackIssuerAsync(CancellationToken cancellationToken) =>
        await _configuration.GetAsync(cancellationToken).ConfigureAwait(false) is { SendsCallbackIssuer: true } configuration ? configuration.Issuer : null;

    /// <inheritdoc/>
    public override async Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        var configuration = await _configuration.GetAsync(cancellationToken).ConfigureAwait(false);
        var claims = await CheckIdTokenAsync(token, nonce, configuration, cancellationToken).ConfigureAwait(false);
        var identity = ReadIdentity(claims);
        if (identity.Email is not null || configuration.UserInfoEndpoint is not { } endpoint)
            return identity;

        var profile = await ReadUserInfoAsync(endpoint, token, configuration, cancellationToken).ConfigureAwait(false);

        // Core section 5.3.2: else a token of another person could be slipped in.
        if (profile.Text("sub") != claims.Text("sub"))
            throw new OAuthException(OAuthFailure.BadAnswer, $"{Name}: the user info is that of another person.");
        return ReadUserInfo(claims, profile);
    }

    /// <summary>Whether the issuer of the configuration is the one that was asked for (OpenID Connect Discovery section 4.3).</summary>
    /// <param name="issuer">The issuer that the configuration names.</param>
    protected virtual bool IsConfiguredIssuer(string issuer) => issuer == _options.Issuer;

    /// <summary>Whether an id token comes from the provider (Core section 3.1.3.7, step 2).</summary>
    /// <param name="issuer">The issuer of the id token.</param>
    /// <param name="configured">The issuer of the configuration.</param>
    /// <param name="claims">The claims of the id token, whose signature is good.</param>
    protected virtual bool IsIssuer(string issuer, string configured, JsonElement claims) => issuer == configured;

    /// <summary>Reads a good id token.</summary>
    /// <param name="claims">Its claims.</param>
    protected virtual OAuthIdentity ReadIdentity(JsonElement claims) => _options.ReadProfile(claims);

    /// <summary>Reads the user info, which is asked for where the id token has no e-mail address.</summary>
    /// <param name="claims">The claims of the id token.</param>
    /// <param name="profile">The user info, whose subject is that of the id token.</param>
    protected virtual OAuthIdentity ReadUserInfo(JsonElement claims, JsonElement profile) => ReadIdentity(profile);

    /// <inheritdoc/>
    protected override async Task<OAuthEndpoints> GetEndpointsAsync(CancellationToken cancellationToken) =>
        (await _configuration.GetAsync(cancellationToken).ConfigureAwait(false)).Endpoints;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAuthorizationParameters(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Nonce is { } nonce ? [KeyValuePair.Create("nonce", nonce)] : [];
    }

    private async Task<OpenIdConfiguration> ReadConfigurationAsync(CancellationToken cancellationToken)
    {
        var endpoint = _options.ConfigurationEndpoint ?? $"{_options.Issuer.TrimEnd('/')}/.well-known/openid-configuration";
        var answer = await Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, endpoint), "configuration request", cancellationToken).ConfigureAwait(false);
        var configuration = OpenIdConfiguration.Read(answer.JsonObject(), _options);
        return IsConfiguredIssuer(configuration.Issuer)
            ? configuration
            : throw new OAuthException(OAuthFailure.BadAnswer, $"{Name}: the configuration is that of another issuer.");
    }

    private async Task<ProviderKeys> ReadKeysAsync(CancellationToken cancellationToken)
    {
        var endpoint = (await _configuration.GetAsync(cancellationToken).ConfigureAwait(false)).KeysEndpoint;
        return ProviderKeys.Read(await Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, endpoint), "key request", cancellationToken).ConfigureAwait(false));
    }

    private async Task<JsonElement> CheckIdTokenAsync(OAuthToken token, string? nonce, OpenIdConfiguration configuration, CancellationToken cancellationToken)
    {
        if (token.IdToken is null)
            throw Bad("there is none");

        var signed = await CheckSignatureAsync(token.IdToken, configuration, cancellationToken).ConfigureAwait(false);
        var claims = new IdTokenClaims(signed.Claims, _options.ClientId, _options.ClockSkew, _options.Http.Time.GetUtcNow());
        var wrong = claims.Issuer(issuer => IsIssuer(issuer, configuration.Issuer, signed.Claims))
            ?? claims.Audience()
            ?? claims.Time()
            ?? claims.Nonce(nonce)
            ?? claims.AccessTokenHash(signed.Algorithm, token.AccessToken)
            ?? claims.Subject();
        return wrong is null ? signed.Claims : throw Bad(wrong);
    }

    // Core section 3.1.3.7, steps 6 and 7, come before the others: of a text that nobody signed nothing is believed.
    private async Task<SignedToken> CheckSignatureAsync(string text, OpenIdConfiguration configuration, CancellationToken cancellationToken)
    {
        if (SignedToken.TryRead(text) is not { } token)
            throw Bad("it is not a signed token");
        if (!SigningAlgorithm.IsAllowed(token.Algorithm, _options.SigningAlgorithms, configuration.SigningAlgorithms))
            throw Bad("its algorithm is not allowed");

        var keys = await _keys.GetAsync(cancellationToken).ConfigureAwait(false);
        if (keys.Verify(token))
            return token;

        var later = await _keys.GetLaterAsync(keys, cancellationToken).ConfigureAwait(false);
        return !ReferenceEquals(later, keys) && later.Verify(token) ? token : throw Bad("its signature is not good");
    }

    private async Task<JsonElement> ReadUserInfoAsync(string endpoint, OAuthToken token, OpenIdConfiguration configuration, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
        request.Headers.Accept.ParseAdd("application/json, application/jwt;q=0.9");
        var answer = await Http.SendAsync(request, "user info request", cancellationToken).ConfigureAwait(false);
        if (!SignedMediaType.Equals(answer.MediaType, StringComparison.OrdinalIgnoreCase))
            return answer.JsonObject();

        // Core section 5.3.2: a signed answer names its issuer and its audience.
        var signed = await CheckSignatureAsync(answer.Text, configuration, cancellationToken).ConfigureAwait(false);
        var claims = new IdTokenClaims(signed.Claims, _options.ClientId, _options.ClockSkew, _options.Http.Time.GetUtcNow());
        return (claims.Issuer(issuer => IsIssuer(issuer, configuration.Issuer, signed.Claims)) ?? claims.Audience()) is { } wrong ? throw Bad(wrong) : signed.Claims;
    }

    private OAuthException Bad(string wrong) => new(OAuthFailure.BadIdToken, $"{Name}: the id token is not good: {wrong}.");
}
