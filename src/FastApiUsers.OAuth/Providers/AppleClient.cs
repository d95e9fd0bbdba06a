namespace FastApiUsers.OAuth;

/// <summary>
/// Sign in with Apple, by OpenID Connect. Where scopes are asked for, Apple sends the person back with a POST; a person may hide
/// their address behind one of Apple's (<c>is_private_email</c>), which is verified all the same.
/// </summary>
/// <param name="clientId">The Services ID, or the bundle id of an app.</param>
/// <param name="teamId">The team id, 10 characters.</param>
/// <param name="keyId">The id of the private key, 10 characters.</param>
/// <param name="privateKey">The private key as PEM: the text of the .p8 file.</param>
/// <param name="options">The rest.</param>
/// <exception cref="ArgumentException">The private key is none for ES256.</exception>
public sealed class AppleClient(string clientId, string teamId, string keyId, string privateKey, ProviderOptions? options = null)
    : OpenIdConnectClient(new OpenIdConnectClientOptions
    {
        Name = options?.Name ?? "apple",
        ClientId = clientId,
        Issuer = ConfiguredIssuer,
        Scopes = options?.Scopes ?? ["openid", "email"],
        ClientAuthentication = ClientAuthentication.Post,
        SupportsPkce = false,
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    internal const string ConfiguredIssuer = "https://appleid.apple.com";

    private readonly AppleClientSecret _secret = new(clientId, teamId, keyId, privateKey, (options ?? ProviderOptions.Default).Http.Time);

    /// <inheritdoc/>
    public override bool PostsCallback => true;

    /// <inheritdoc/>
    protected override string GetClientSecret() => _secret.Create();

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAuthorizationParameters(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parameters = base.GetAuthorizationParameters(request);
        return (request.Scopes ?? Scopes).Count == 0 ? parameters : [.. parameters, KeyValuePair.Create("response_mode", "form_post")];
    }
}
