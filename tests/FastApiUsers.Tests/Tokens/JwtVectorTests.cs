using System.Text.Json;
using FastApiUsers.Tests.Support;
using FastApiUsers.Tokens;

namespace FastApiUsers.Tests.Tokens;

public sealed class JwtVectorTests
{
    // Base64 must be unpadded base64url unless the compatible preset is on.
    private static readonly string[] LenientOnly = ["signature padded", "standard alphabet signature"];

    private static readonly Secret Secret = Vectors.Get("secret").GetString()!;

    public static TheoryData<string> Checks => [.. Vectors.Cases("jwt_checks").Select(check => check.GetProperty("note").GetString()!)];

    public static TheoryData<string> Tokens => [.. Vectors.Get("jwt").EnumerateObject().Select(token => token.Name)];

    // An ECDSA signature holds a random number, so that each is another.
    public static TheoryData<string> DeterministicTokens =>
        [.. Vectors.Get("jwt").EnumerateObject().Select(token => token.Name).Where(name => !name.EndsWith("ES256", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_token_is_accepted_or_refused_as_by_the_original(string note)
    {
        var check = Vectors.Cases("jwt_checks").Single(check => check.GetProperty("note").GetString() == note);

        var result = Jwt.Decode(check.GetProperty("token").GetString()!, JwtKey.Create(Secret), ["fastapi-users:auth"], strictBase64Url: false);

        Assert.Equal(check.GetProperty("accepted").GetBoolean(), result.IsAccepted);
        if (result.IsAccepted)
            Assert.True(JsonElement.DeepEquals(check.GetProperty("claims"), JsonSerializer.SerializeToElement(result.Claims)));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void Strict_base64url_refuses_what_the_original_takes_of_padding_and_alphabet(string note)
    {
        var check = Vectors.Cases("jwt_checks").Single(check => check.GetProperty("note").GetString() == note);
        var token = check.GetProperty("token").GetString()!;

        var result = Jwt.Decode(token, JwtKey.Create(Secret), ["fastapi-users:auth"]);

        var isLenientOnly = LenientOnly.Contains(note) && token.AsSpan().ContainsAny('=', '+', '/');
        Assert.Equal(check.GetProperty("accepted").GetBoolean() && !isLenientOnly, result.IsAccepted);
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public void A_token_of_the_original_is_decoded(string name)
    {
        var vector = Vectors.Get("jwt").GetProperty(name);
        var claims = vector.GetProperty("claims");
        var audience = claims.GetProperty("aud") is { ValueKind: JsonValueKind.Array } list ? list[0].GetString()! : claims.GetProperty("aud").GetString()!;

        var result = Jwt.Decode(vector.GetProperty("token").GetString()!, KeyOf(vector), [audience]);

        Assert.True(JsonElement.DeepEquals(claims, JsonSerializer.SerializeToElement(result.Claims)));
    }

    [Theory]
    [MemberData(nameof(DeterministicTokens))]
    public void The_same_claims_give_the_bytes_of_the_original(string name)
    {
        var vector = Vectors.Get("jwt").GetProperty(name);
        var claims = vector.GetProperty("claims").EnumerateObject().Select(claim => KeyValuePair.Create(claim.Name, (object)claim.Value));

        Assert.Equal(vector.GetProperty("token").GetString(), Jwt.Generate(claims, KeyOf(vector)));
    }

    private static JwtKey KeyOf(JsonElement vector)
    {
        var algorithm = vector.GetProperty("header").GetProperty("alg").GetString()!;
        var secret = vector.TryGetProperty("private_key", out var pem) || vector.TryGetProperty("secret", out pem) ? pem.GetString()! : Secret.Reveal();
        return JwtKey.Create(secret, algorithm, vector.TryGetProperty("public_key", out var publicKey) ? (Secret)publicKey.GetString()! : null);
    }
}
