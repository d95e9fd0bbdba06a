using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation20TheFrameworksOwnAnswers(Servers servers)
{
    [Theory]
    [InlineData("HEAD", "/users/me", 405)]
    [InlineData("OPTIONS", "/users/me", 405)]
    [InlineData("PUT", "/users/me", 405)]
    [InlineData("GET", "/auth/register", 405)]
    [InlineData("GET", "/users/me/", 401)]
    [InlineData("GET", "/USERS/me", 401)]
    [InlineData("GET", "/nope", 404)]
    public async Task Methods_and_paths_are_answered_as_by_ASP_NET_Core(string method, string path, int status)
    {
        using var api = await servers.ApiAsync(Preset.Original);

        (await api.SendAsync(new HttpMethod(method), path)).Expect(status);
    }
}
