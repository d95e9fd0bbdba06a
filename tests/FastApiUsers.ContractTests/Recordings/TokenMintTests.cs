using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

public class TokenMintTests
{
    public static TheoryData<string> Kinds =>
        [.. Vectors.All.GetProperty("jwt").EnumerateObject().Where(IsToken).Select(token => token.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_minted_token_is_the_original_s_to_the_byte(string kind)
    {
        var vector = Vectors.All.GetProperty("jwt").GetProperty(kind);
        // The longer hashes have a longer secret of their own.
        var secret = vector.TryGetProperty("secret", out var own) ? own : Vectors.All.GetProperty("secret");
        var minted = TokenMint.Sign(
            vector.GetProperty("header_text").GetString()!,
            vector.GetProperty("claims_text").GetString()!,
            secret.GetString()!);
        Assert.Equal(vector.GetProperty("token").GetString(), minted);
    }

    private static bool IsToken(JsonProperty property) =>
        property.Value.GetProperty("header").GetProperty("alg").GetString()!.StartsWith("HS", StringComparison.Ordinal);
}
