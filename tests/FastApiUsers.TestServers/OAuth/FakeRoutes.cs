using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.TestServers.OAuth;

/// <summary>The endpoints of a <see cref="FakeProvider"/>.</summary>
internal static class FakeRoutes
{
    public static void Map(WebApplication app, FakeProvider provider)
    {
        app.MapGet("/authorize", (HttpRequest request) => Ask(request, provider));
        app.MapPost("/authorize", (HttpRequest request) => SendBackAsync(request, provider));
        app.MapPost("/token", (HttpRequest request) => IssueAsync(request, provider));
        app.MapPost("/revoke", async (HttpRequest request) => await IsClientAsync(request, provider) ? Results.Ok() : Error(401, "invalid_client"));
        app.MapMethods("/userinfo", ["GET", "POST"], (HttpRequest request) => UserInfo(request, provider));
        app.MapGet("/profile", (HttpRequest request) => Profile(request, provider));
        app.MapGet("/jwks", () => Results.Json(provider.Keys.Publish()));
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(Configuration(provider)));
    }

    // The page that a browser shows. Its form posts to the very URL that it has.
    private static IResult Ask(HttpRequest request, FakeProvider provider) => Refuse(request, provider) ?? Results.Content(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Consent</title></head><body>
        <h1>Log in as {WebUtility.HtmlEncode(provider.Person.Email ?? provider.Person.Subject)}?</h1>
        <p>{WebUtility.HtmlEncode(request.Query["scope"])}</p>
        <form method="post">
        <button name="consent" value="allow">Allow</button>
        <button name="consent" value="deny">Deny</button>
        </form></body></html>
        """,
        "text/html; charset=utf-8");

    private static async Task<IResult> SendBackAsync(HttpRequest request, FakeProvider provider)
    {
        if (Refuse(request, provider) is { } refusal)
            return refusal;

        var answer = new List<KeyValuePair<string, string>>();
        if (provider.Failure == ProviderFailure.AccessDenied || (await request.ReadFormAsync())["consent"] != "allow")
            answer.Add(KeyValuePair.Create("error", "access_denied"));
        else
            answer.Add(KeyValuePair.Create("code", Grant(request, provider)));
        if (request.Query["state"] is [{ } state])
            answer.Add(KeyValuePair.Create("state", state));
        if (provider.SendsCallbackIssuer)
            answer.Add(KeyValuePair.Create("iss", provider.Failure == ProviderFailure.WrongIssuer ? "https://attacker.example" : provider.Issuer));

        var target = request.Query["redirect_uri"].ToString();
        return request.Query["response_mode"] == "form_post" ? PostBack(target, answer) : Results.Redirect(Append(target, answer));
    }

    private static string Grant(HttpRequest request, FakeProvider provider)
    {
        var code = NewSecret();
        provider.Grants[code] = new FakeGrant(
            request.Query["redirect_uri"].ToString(), request.Query["code_challenge"], request.Query["nonce"], provider.Person);
        return code;
    }

    private static async Task<IResult> IssueAsync(HttpRequest request, FakeProvider provider)
    {
        if (!await IsClientAsync(request, provider))
            return Error(401, "invalid_client");

        var form = await request.ReadFormAsync();
        if (form["grant_type"] == "refresh_token")
            return provider.Tokens.TryGetValue(form["refresh_token"].ToString(), out var person) ? Issue(provider, person, null) : Error(400, "invalid_grant");
        if (form["grant_type"] != "authorization_code")
            return Error(400, "unsupported_grant_type");

        return provider.Grants.TryGetValue(form["code"].ToString(), out var grant)
            && provider.Failure != ProviderFailure.ExpiredCode
            && grant.RedirectUri == form["redirect_uri"]
            && Proves(grant, form["code_verifier"])
            && grant.TryUse()
            ? Issue(provider, grant.Person, grant.Nonce)
            : Error(400, "invalid_grant");
    }

    private static IResult Issue(FakeProvider provider, FakePerson person, string? nonce)
    {
        var (access, refresh) = (NewSecret(), NewSecret());
        provider.Tokens[access] = person;
        provider.Tokens[refresh] = person;
        var answer = new Dictionary<string, object?> { ["access_token"] = access, ["token_type"] = "Bearer", ["expires_in"] = 3600, ["refresh_token"] = refresh };
        if (FakeIdToken.Write(provider, person, nonce, access) is { } idToken)
            answer["id_token"] = idToken;
        return Results.Json(answer);
    }

    // RFC 7636 section 4.6: a code that was asked for with a challenge needs the verifier.
    private static bool Proves(FakeGrant grant, string? verifier) =>
        grant.Challenge is null
        || (verifier is not null && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == grant.Challenge);

    private static async Task<bool> IsClientAsync(HttpRequest request, FakeProvider provider)
    {
        var form = await request.ReadFormAsync();
        if (!request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.Ordinal))
            return form["client_id"] == provider.ClientId && form["client_secret"].ToString() == provider.ClientSecret;

        var parts = Encoding.ASCII.GetString(Convert.FromBase64String(request.Headers.Authorization.ToString()[6..])).Split(':');
        return parts.Length == 2 && WebUtility.UrlDecode(parts[0]) == provider.ClientId && WebUtility.UrlDecode(parts[1]) == provider.ClientSecret;
    }

    private static IResult UserInfo(HttpRequest request, FakeProvider provider)
    {
        if (Bearer(request, provider) is not { } person)
            return Error(401, "invalid_token");

        var claims = new Dictionary<string, object?> { ["sub"] = provider.Failure == ProviderFailure.OtherPersonsUserInfo ? "mordred" : person.Subject };
        FakeIdToken.AddEmail(claims, provider, person);
        if (!provider.SignsUserInfo)
            return Results.Json(claims);

        claims["iss"] = provider.Issuer;
        claims["aud"] = provider.ClientId;
        return Results.Text(provider.Keys.Sign(claims, provider.SigningAlgorithm), "application/jwt");
    }

    private static IResult Profile(HttpRequest request, FakeProvider provider)
    {
        if (Bearer(request, provider) is not { } person)
            return Error(401, "invalid_token");

        var profile = new Dictionary<string, object?> { ["id"] = person.Subject };
        FakeIdToken.AddEmail(profile, provider, person);
        return Results.Json(profile);
    }

    private static object Configuration(FakeProvider provider) => new
    {
        issuer = provider.Failure == ProviderFailure.WrongConfiguredIssuer ? "https://attacker.example" : provider.Issuer,
        authorization_endpoint = provider.AuthorizeEndpoint,
        token_endpoint = provider.AccessTokenEndpoint,
        userinfo_endpoint = $"{provider.Issuer}/userinfo",
        revocation_endpoint = provider.RevokeTokenEndpoint,
        jwks_uri = $"{provider.Issuer}/jwks",
        response_types_supported = new[] { "code" },
        grant_types_supported = new[] { "authorization_code", "refresh_token" },
        id_token_signing_alg_values_supported = new[] { "RS256", "ES256", "HS256", "none" },
        token_endpoint_auth_methods_supported = new[] { "client_secret_basic", "client_secret_post" },
        code_challenge_methods_supported = new[] { "S256" },
        authorization_response_iss_parameter_supported = provider.SendsCallbackIssuer,
    };

    // RFC 6749 section 4.1.2.1: a client that is not known, or a target that is none, gets a page and no redirect.
    private static IResult? Refuse(HttpRequest request, FakeProvider provider) =>
        request.Query["client_id"] == provider.ClientId
        && request.Query["response_type"] == "code"
        && Uri.TryCreate(request.Query["redirect_uri"], UriKind.Absolute, out _)
        ? null
        : Results.Text("This is no authorization request.", statusCode: 400);

    private static IResult PostBack(string target, IEnumerable<KeyValuePair<string, string>> answer) => Results.Content(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>One moment</title></head><body onload="document.forms[0].submit()">
        <form method="post" action="{WebUtility.HtmlEncode(target)}">
        {string.Concat(answer.Select(field => $"<input type=\"hidden\" name=\"{field.Key}\" value=\"{WebUtility.HtmlEncode(field.Value)}\">"))}
        <button>Continue</button>
        </form></body></html>
        """,
        "text/html; charset=utf-8");

    private static string Append(string target, IEnumerable<KeyValuePair<string, string>> answer) =>
        $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', answer.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))}";

    private static FakePerson? Bearer(HttpRequest request, FakeProvider provider) =>
        request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? provider.Tokens.GetValueOrDefault(token) : null;

    private static IResult Error(int status, string error) => Results.Json(new { error, error_description = "As asked." }, statusCode: status);

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
