using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>
/// Microsoft Entra ID and Microsoft accounts, by OpenID Connect. The administrator of any tenant may write any e-mail address into
/// its accounts, so that an address is not verified unless <c>xms_edov</c> says that its domain belongs to the tenant.
/// </summary>
/// <param name="clientId">The application id of the app registration.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
/// <param name="tenant">The tenant's id or domain, or <c>common</c>, <c>organizations</c> or <c>consumers</c>. The default is <c>common</c>.</param>
public sealed class MicrosoftClient(string clientId, string clientSecret, ProviderOptions? options = null, string tenant = "common")
    : OpenIdConnectClient(new OpenIdConnectClientOptions
    {
        Name = options?.Name ?? "microsoft",
        ClientId = clientId,
        ClientSecret = clientSecret,
        Issuer = $"{Authority}{HostName.CheckLabel(tenant, nameof(tenant))}{Version}",
        Scopes = options?.Scopes ?? ["openid", "email", "profile"],
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    private const string Authority = "https://login.microsoftonline.com/";
    private const string Version = "/v2.0";
    private const string AnyTenant = "{tenantid}";
    private const string Consumers = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private readonly string _tenant = tenant;
    private readonly bool _usesGraphIds = options?.UseOriginalAccountIds ?? false;

    /// <inheritdoc/>
    // The configuration of common names no tenant, and that of a domain names the id of its tenant.
    protected override bool IsConfiguredIssuer(string issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        if (!issuer.StartsWith(Authority, StringComparison.Ordinal) || !issuer.EndsWith(Version, StringComparison.Ordinal) || issuer.Length <= Authority.Length + Version.Length)
            return false;

        var named = issuer[Authority.Length..^Version.Length];
        return _tenant switch
        {
            "common" or "organizations" => named == AnyTenant,
            "consumers" => named == Consumers,
            _ => Guid.TryParse(_tenant, out var id) ? Guid.TryParse(named, out var other) && other == id : Guid.TryParse(named, out _),
        };
    }

    /// <inheritdoc/>
    // For common the tenant is the one that the claim tid names.
    protected override bool IsIssuer(string issuer, string configured, JsonElement claims)
    {
        ArgumentNullException.ThrowIfNull(configured);
        return Guid.TryParse(claims.Text("tid"), out _) && issuer == configured.Replace(AnyTenant, claims.Text("tid"), StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    protected override OAuthIdentity ReadIdentity(JsonElement claims) => Create(claims, claims, claims.IsTrue("xms_edov"));

    /// <inheritdoc/>
    // The claim speaks of the address beside it, not of this one.
    protected override OAuthIdentity ReadUserInfo(JsonElement claims, JsonElement profile) => Create(claims, profile, isEmailVerified: false);

    private OAuthIdentity Create(JsonElement claims, JsonElement profile, bool isEmailVerified) =>
        OAuthProfile.Create(_usesGraphIds ? GraphId(claims) : claims.Text("sub"), profile.Text("email"), isEmailVerified, claims);

    // Graph names a personal account by the last 16 digits of its object id.
    private static string? GraphId(JsonElement claims) => claims.Text("oid") is { Length: 36 } id && claims.Text("tid") == Consumers
        ? id.Replace("-", "", StringComparison.Ordinal)[16..]
        : claims.Text("oid");
}
