using static FastApiUsers.OAuth.OAuthProviderSettings;

namespace FastApiUsers.OAuth;

/// <summary>The catalogue of ready-made clients, for those who name their providers in configuration.</summary>
public static class OAuthProviders
{
    /// <summary>The name of any other provider of OpenID Connect, which has none of its own.</summary>
    public const string OpenId = "openid";

    private static readonly Dictionary<string, OAuthProvider> ByName = Providers().ToDictionary(provider => provider.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All providers.</summary>
    public static IReadOnlyCollection<OAuthProvider> All => ByName.Values;

    /// <summary>The provider of a name.</summary>
    /// <param name="name">The name, in any case: <c>google</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name. The message names those that there are.</exception>
    public static OAuthProvider Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.TryGetValue(name, out var provider)
            ? provider
            : throw new ArgumentException($"No provider '{name}'. There are {string.Join(", ", ByName.Keys)}; openid is any other of OpenID Connect.", nameof(name));
    }

    private static IEnumerable<OAuthProvider> Providers()
    {
        yield return new("google", "Google", (settings, options) => new GoogleClient(Id(settings), Secret(settings), options));
        yield return new("github", "GitHub", (settings, options) => new GitHubClient(Id(settings), Secret(settings), options));
        yield return new("microsoft", "Microsoft", (settings, options) => new MicrosoftClient(Id(settings), Secret(settings), options, settings.Tenant ?? "common"));
        yield return new("facebook", "Facebook", (settings, options) => new FacebookClient(Id(settings), Secret(settings), options));
        yield return new("apple", "Apple", (settings, options) => new AppleClient(
            Id(settings), Need(settings.TeamId, "TeamId"), Need(settings.KeyId, "KeyId"), Need(settings.PrivateKey, "PrivateKey"), options));
        yield return new("discord", "Discord", (settings, options) => new DiscordClient(Id(settings), Secret(settings), options));
        yield return new("gitlab", "GitLab", (settings, options) => new GitLabClient(Id(settings), Secret(settings), options, settings.Domain ?? "gitlab.com"));
        yield return new("linkedin", "LinkedIn", (settings, options) => new LinkedInClient(Id(settings), Secret(settings), options));
        yield return new("okta", "Okta", (settings, options) => new OktaClient(Id(settings), Secret(settings), Need(settings.Domain, "Domain"), options));
        yield return new("auth0", "Auth0", (settings, options) => new Auth0Client(Id(settings), Secret(settings), Need(settings.Domain, "Domain"), options));
        yield return new("x", "X", (settings, options) => new XClient(Id(settings), settings.ClientSecret ?? "", options));
        yield return new("reddit", "Reddit", (settings, options) => new RedditClient(Id(settings), Secret(settings), options));
        yield return new("kakao", "Kakao", (settings, options) => new KakaoClient(Id(settings), settings.ClientSecret ?? "", options));
        yield return new("naver", "Naver", (settings, options) => new NaverClient(Id(settings), Secret(settings), options));
        yield return new("franceconnect", "FranceConnect", (settings, options) => settings.Issuer is { } issuer
            ? new FranceConnectClient(Id(settings), Secret(settings), options, issuer)
            : new FranceConnectClient(Id(settings), Secret(settings), options));
        yield return new("shopify", "Shopify", (settings, options) => new ShopifyClient(Id(settings), Secret(settings), Need(settings.Shop, "Shop"), options));
        yield return new(OpenId, "OpenID Connect", CreateOpenId);
    }

    private static OpenIdConnectClient CreateOpenId(OAuthProviderSettings settings, ProviderOptions options) => new(new OpenIdConnectClientOptions
    {
        Name = options.Name ?? "openid",
        ClientId = Id(settings),
        ClientSecret = settings.ClientSecret ?? "",
        Issuer = Need(settings.Issuer, "Issuer"),
        Scopes = options.Scopes ?? ["openid", "email", "profile"],
        Http = options.Http,
    });

    private static string Id(OAuthProviderSettings settings) => Need(settings.ClientId, "ClientId");

    private static string Secret(OAuthProviderSettings settings) => Need(settings.ClientSecret, "ClientSecret");
}
