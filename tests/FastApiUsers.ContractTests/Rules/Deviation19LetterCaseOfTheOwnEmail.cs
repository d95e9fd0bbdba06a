using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation19LetterCaseOfTheOwnEmail(Servers servers)
{
    [Fact]
    public async Task Modern_changes_it_and_keeps_the_verification()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var (account, bearer) = await NewVerifiedAsync(api);
        var capital = $"U{account.Email[1..]}";
        var user = (await api.PatchMeAsync(bearer, new { email = capital })).Expect(200).Json;
        Assert.Equal(capital, user.GetProperty("email").GetString());
        Assert.True(user.GetProperty("is_verified").GetBoolean());
    }

    [Fact]
    public async Task Original_says_that_it_exists()
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var (account, bearer) = await NewVerifiedAsync(api);
        (await api.PatchMeAsync(bearer, new { email = $"U{account.Email[1..]}" })).Expect(400, "UPDATE_USER_EMAIL_ALREADY_EXISTS");
    }

    private static async Task<(Account Account, string Bearer)> NewVerifiedAsync(UserApi api)
    {
        var account = await api.NewAccountAsync();
        (await api.VerifyAsync(await api.VerifyTokenAsync(account))).Expect(200);
        return (account, await api.BearerAsync(account));
    }
}
