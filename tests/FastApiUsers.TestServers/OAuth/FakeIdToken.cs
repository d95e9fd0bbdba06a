using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.TestServers.OAuth;

/// <summary>Writes id tokens, also such as must not be accepted.</summary>
internal static class FakeIdToken
{
    public static string? Write(FakeProvider provider, FakePerson person, string? nonce, string accessToken)
    {
        var now = provider.Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = provider.Issuer,
            ["sub"] = person.Subject,
            ["aud"] = provider.ClientId,
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["at_hash"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16)),
        };
        if (nonce is not null)
            claims["nonce"] = nonce;
        if (provider.Failure is not (ProviderFailure.MissingEmail or ProviderFailure.EmailInUserInfoOnly or ProviderFailure.OtherPersonsUserInfo))
            AddEmail(claims, provider, person);
        foreach (var (name, value) in provider.ExtraClaims)
            claims[name] = value;

        return Sign(provider, Spoil(claims, provider.Failure, now));
    }

    public static void AddEmail(Dictionary<string, object?> claims, FakeProvider provider, FakePerson person)
    {
        if (person.Email is null || provider.Failure == ProviderFailure.MissingEmail)
            return;
        claims["email"] = person.Email;
        claims["email_verified"] = provider.Failure switch
        {
            ProviderFailure.UnverifiedEmail => false,
            ProviderFailure.TextualEmailVerified => "true",
            _ => true,
        };
    }

    private static Dictionary<string, object?> Spoil(Dictionary<string, object?> claims, ProviderFailure failure, long now)
    {
        (string Name, object? Value)[] changes = failure switch
        {
            ProviderFailure.WrongNonce => [("nonce", "another")],
            ProviderFailure.WrongAudience => [("aud", "another")],
            ProviderFailure.SeveralAudiences => [("aud", new[] { claims["aud"], "another" })],
            ProviderFailure.WrongAuthorizedParty => [("aud", new[] { claims["aud"], "another" }), ("azp", "another")],
            ProviderFailure.WrongIssuer => [("iss", "https://attacker.example")],
            ProviderFailure.ExpiredIdToken => [("iat", now - 7200), ("exp", now - 3600)],
            ProviderFailure.FutureIdToken => [("iat", now + 3600), ("exp", now + 7200)],
            ProviderFailure.WrongAccessTokenHash => [("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")],
            _ => [],
        };
        foreach (var (name, value) in changes)
            claims[name] = value;
        if (failure == ProviderFailure.MissingNonce)
            claims.Remove("nonce");
        if (failure == ProviderFailure.MissingSubject)
            claims.Remove("sub");
        return claims;
    }

    private static string? Sign(FakeProvider provider, Dictionary<string, object?> claims)
    {
        using var stranger = new FakeKeys();
        return provider.Failure switch
        {
            ProviderFailure.MissingIdToken => null,
            ProviderFailure.AlgorithmNone => provider.Keys.Sign(claims, "none"),
            ProviderFailure.HmacWithPublicKey => provider.Keys.Sign(claims, "HS256"),
            ProviderFailure.WrongSignature => stranger.Sign(claims, provider.SigningAlgorithm),
            _ => provider.Keys.Sign(claims, provider.SigningAlgorithm, provider.NamesKeys),
        };
    }
}
