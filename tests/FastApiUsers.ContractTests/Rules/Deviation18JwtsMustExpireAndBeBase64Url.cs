using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using FastApiUsers.ContractTests.Recordings;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation18JwtsMustExpireAndBeBase64Url(Servers servers)
{
    [Theory]
    [InlineData(Preset.Modern, 401)]
    [InlineData(Preset.Original, 200)]
    public async Task A_token_without_an_end(Preset preset, int status)
    {
        using var api = await servers.ApiAsync(preset);
        var token = await api.BearerAsync(await api.NewAccountAsync());
        (await api.MeAsync(SignedAgain(token, _ => { }))).Expect(200);
        (await api.MeAsync(SignedAgain(token, claims => claims.Remove("exp")))).Expect(status);
    }

    [Theory]
    [InlineData(Preset.Modern, 401)]
    [InlineData(Preset.Original, 200)]
    public async Task A_signature_with_padding(Preset preset, int status)
    {
        using var api = await servers.ApiAsync(preset);
        var token = await api.BearerAsync(await api.NewAccountAsync());
        (await api.MeAsync(token + "=")).Expect(status);
    }

    [Theory]
    [InlineData(Preset.Modern, 401)]
    [InlineData(Preset.Original, 200)]
    public async Task Claims_in_the_alphabet_of_ordinary_base64(Preset preset, int status)
    {
        using var api = await servers.ApiAsync(preset);
        var token = await api.BearerAsync(await api.NewAccountAsync());
        // In "???" the third byte ends in six ones: "/" in ordinary base64, "_" in base64url. Six hold three that stand aligned.
        var parts = SignedAgain(token, claims => claims["x"] = "??????").Split('.');
        Assert.Contains('_', parts[1]);
        var signed = $"{parts[0]}.{parts[1].Replace('_', '/').Replace('-', '+')}";
        (await api.MeAsync($"{signed}.{TokenMint.Signature(signed, ServerSettings.RecordedSecret)}")).Expect(status);
    }

    [Theory]
    [BothPresets]
    public async Task Padded_claims_are_refused(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var parts = (await api.BearerAsync(await api.NewAccountAsync())).Split('.');
        (await api.MeAsync($"{parts[0]}.{parts[1]}==.{parts[2]}")).Expect(401);
    }

    private static string SignedAgain(string token, Action<JsonObject> change)
    {
        var parts = token.Split('.').Select(part => Base64Url.DecodeFromChars(part)).ToArray();
        var claims = JsonNode.Parse(parts[1])!.AsObject();
        change(claims);
        return TokenMint.Sign(Encoding.UTF8.GetString(parts[0]), claims.ToJsonString(), ServerSettings.RecordedSecret);
    }
}
