using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>What a provider says of itself (OpenID Connect Discovery section 3).</summary>
internal sealed record OpenIdConfiguration(string Issuer, OAuthEndpoints Endpoints, string KeysEndpoint, string? UserInfoEndpoint)
{
    /// <summary>The algorithms of id tokens that it names.</summary>
    public IReadOnlyList<string> SigningAlgorithms { get; private init; } = [];

    /// <summary>RFC 9207 section 3: whether a callback names the issuer.</summary>
    public bool SendsCallbackIssuer { get; private init; }

    public static OpenIdConfiguration Read(JsonElement json, OAuth2ClientOptions options)
    {
        var token = Endpoint(json, "token_endpoint", options);
        var endpoints = new OAuthEndpoints(
            Endpoint(json, "authorization_endpoint", options),
            token,
            Refreshes(json) ? token : null,
            Optional(json, "revocation_endpoint", options),
            Authentication(json, options));

        return new OpenIdConfiguration(
            json.Text("issuer") ?? throw Bad(options, "issuer"),
            endpoints,
            Endpoint(json, "jwks_uri", options),
            Optional(json, "userinfo_endpoint", options))
        {
            SigningAlgorithms = json.Texts("id_token_signing_alg_values_supported") ?? [],
            SendsCallbackIssuer = json.Member("authorization_response_iss_parameter_supported").ValueKind == JsonValueKind.True,
        };
    }

    // Where it is left out, the default is authorization_code and implicit; many that have refresh tokens leave it out.
    private static bool Refreshes(JsonElement json) => json.Texts("grant_types_supported")?.Contains("refresh_token") ?? true;

    // Where it is left out, the default is client_secret_basic.
    private static ClientAuthentication Authentication(JsonElement json, OAuth2ClientOptions options) =>
        options.ClientAuthentication
        ?? (options.ClientSecret.Length == 0 ? ClientAuthentication.None
            : json.Texts("token_endpoint_auth_methods_supported")?.Contains("client_secret_post") ?? false ? ClientAuthentication.Post
            : ClientAuthentication.Basic);

    private static string Endpoint(JsonElement json, string name, OAuth2ClientOptions options) =>
        Optional(json, name, options) ?? throw Bad(options, name);

    private static string? Optional(JsonElement json, string name, OAuth2ClientOptions options) =>
        json.Text(name) is not { } url ? null : EndpointUrl.IsSafe(url) ? url : throw Bad(options, name);

    private static OAuthException Bad(OAuth2ClientOptions options, string name) =>
        new(OAuthFailure.BadAnswer, $"{options.Name}: the configuration has no {name}, or one that is not reached by https.");
}
