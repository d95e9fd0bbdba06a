namespace FastApiUsers.OAuth;

/// <summary>Shopify. Who logs in is a shop, whose e-mail address is not verified.</summary>
/// <param name="clientId">The client id of the app.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="shop">The name of the shop, which stands before <c>.myshopify.com</c>.</param>
/// <param name="options">The rest.</param>
/// <param name="version">The version of the Admin API. The default is <c>2025-10</c>.</param>
public sealed class ShopifyClient(string clientId, string clientSecret, string shop, ProviderOptions? options = null, string version = "2025-10")
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "shopify",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = $"https://{HostName.Check($"{shop}.myshopify.com", nameof(shop))}/admin/oauth/authorize",
        AccessTokenEndpoint = $"https://{shop}.myshopify.com/admin/oauth/access_token",
        Scopes = options?.Scopes ?? ["read_orders"],
        ScopeSeparator = ",",
        SupportsPkce = false,
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    private readonly string _profile = $"https://{shop}.myshopify.com/admin/api/{HostName.CheckLabel(version, nameof(version))}/shop.json";

    /// <inheritdoc/>
    public override async Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        var request = new HttpRequestMessage(HttpMethod.Get, _profile);
        request.Headers.Add("X-Shopify-Access-Token", token.AccessToken);
        var shop = (await SendAsync(request, "profile request", cancellationToken).ConfigureAwait(false)).Member("shop");
        return OAuthProfile.Create(shop.Id("id"), shop.Text("email"), isEmailVerified: false, shop);
    }
}
