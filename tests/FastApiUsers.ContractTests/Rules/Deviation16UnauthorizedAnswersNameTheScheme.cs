using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation16UnauthorizedAnswersNameTheScheme(Servers servers)
{
    [Theory]
    [InlineData(Preset.Modern, "GET", "/users/me")]
    [InlineData(Preset.Modern, "GET", "/users/d35d213e-f3d8-4f08-954a-7e0d1bea286f")]
    [InlineData(Preset.Modern, "POST", "/auth/jwt/logout")]
    [InlineData(Preset.Modern, "GET", "/authenticated-route")]
    [InlineData(Preset.Original, "GET", "/users/me")]
    [InlineData(Preset.Original, "GET", "/users/d35d213e-f3d8-4f08-954a-7e0d1bea286f")]
    [InlineData(Preset.Original, "POST", "/auth/jwt/logout")]
    [InlineData(Preset.Original, "GET", "/authenticated-route")]
    public async Task A_401_carries_the_bearer_challenge(Preset preset, string method, string path)
    {
        using var api = await servers.ApiAsync(preset);
        foreach (var token in new[] { null, "bad" })
        {
            var answer = await api.SendAsync(new HttpMethod(method), path, bearer: token);
            Assert.Equal("Bearer", answer.Expect(401).Headers.WwwAuthenticate.Single().Scheme);
            Assert.Equal("Unauthorized", answer.Code);
        }
    }
}
