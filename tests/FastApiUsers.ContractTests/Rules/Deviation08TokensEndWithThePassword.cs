using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation08TokensEndWithThePassword(Servers servers)
{
    [Fact]
    public async Task Modern_ends_all_tokens_when_the_password_changes()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var account = await api.NewAccountAsync();
        var (bearer, cookie) = await SignInTwiceAsync(api, account);
        (await api.PatchMeAsync(bearer, new { password = "new-password" })).Expect(200);
        await AssertEndedAsync(api, account, bearer, cookie);
        (await api.MeAsync(await api.BearerAsync(account with { Password = "new-password" }))).Expect(200);
    }

    [Fact]
    public async Task Modern_ends_all_tokens_when_a_superuser_changes_the_password()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var account = await api.NewAccountAsync();
        var (bearer, cookie) = await SignInTwiceAsync(api, account);
        (await api.PatchAsync(await api.NewSuperuserAsync(), account.Id, """{"password":"new-password"}""")).Expect(200);
        await AssertEndedAsync(api, account, bearer, cookie);
    }

    [Fact]
    public async Task Modern_ends_all_tokens_when_the_password_is_reset()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var account = await api.NewAccountAsync();
        var (bearer, cookie) = await SignInTwiceAsync(api, account);
        (await api.ResetAsync(await api.ResetTokenAsync(account), "new-password")).Expect(200);
        await AssertEndedAsync(api, account, bearer, cookie);
    }

    [Fact]
    public async Task Modern_ends_all_tokens_when_the_user_is_deactivated_and_database_tokens_do_not_come_back()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var account = await api.NewAccountAsync();
        var (bearer, cookie) = await SignInTwiceAsync(api, account);
        var superuser = await api.NewSuperuserAsync();
        (await api.PatchAsync(superuser, account.Id, """{"is_active":false}""")).Expect(200);
        await AssertEndedAsync(api, account, bearer, cookie);
        (await api.PatchAsync(superuser, account.Id, """{"is_active":true}""")).Expect(200);
        (await api.MeByCookieAsync(cookie)).Expect(401);
    }

    [Theory]
    [BothPresets]
    public async Task Deletion_ends_all_tokens(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var (bearer, cookie) = await SignInTwiceAsync(api, account);
        (await api.DeleteAsync(await api.NewSuperuserAsync(), account.Id)).Expect(204);
        await AssertEndedAsync(api, account, bearer, cookie);
    }

    [Fact]
    public async Task Modern_keeps_the_tokens_through_a_change_of_the_email()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var (bearer, cookie) = await SignInTwiceAsync(api, await api.NewAccountAsync());
        (await api.PatchMeAsync(bearer, new { email = UserApi.NewEmail() })).Expect(200);
        await AssertValidAsync(api, bearer, cookie);
    }

    [Fact]
    public async Task Original_keeps_the_tokens_through_a_change_and_a_reset_of_the_password()
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var account = await api.NewAccountAsync();
        var (bearer, cookie) = await SignInTwiceAsync(api, account);
        (await api.PatchMeAsync(bearer, new { password = "new-password" })).Expect(200);
        await AssertValidAsync(api, bearer, cookie);
        (await api.ResetAsync(await api.ResetTokenAsync(account), "newer-password")).Expect(200);
        await AssertValidAsync(api, bearer, cookie);
    }

    private static async Task<(string Bearer, string Cookie)> SignInTwiceAsync(UserApi api, Account account)
    {
        var tokens = (await api.BearerAsync(account), await api.CookieAsync(account));
        await AssertValidAsync(api, tokens.Item1, tokens.Item2);
        return tokens;
    }

    private static async Task AssertValidAsync(UserApi api, string bearer, string cookie)
    {
        (await api.MeAsync(bearer)).Expect(200);
        (await api.MeByCookieAsync(cookie)).Expect(200);
    }

    private static async Task AssertEndedAsync(UserApi api, Account account, string bearer, string cookie)
    {
        (await api.MeAsync(bearer)).Expect(401);
        (await api.MeByCookieAsync(cookie)).Expect(401);
        Assert.Equal(0L, api.Server.Database.Value("SELECT count(*) FROM accesstoken WHERE user_id = $id", ("$id", account.Id)));
    }
}
