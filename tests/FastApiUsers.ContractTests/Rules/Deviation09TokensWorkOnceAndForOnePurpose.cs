using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation09TokensWorkOnceAndForOnePurpose(Servers servers)
{
    private const string BadReset = "RESET_PASSWORD_BAD_TOKEN";
    private const string BadVerify = "VERIFY_USER_BAD_TOKEN";

    [Theory]
    [BothPresets]
    public async Task A_reset_token_works_once(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var token = await api.ResetTokenAsync(await api.NewAccountAsync());
        (await api.ResetAsync(token, "first-password")).Expect(200);
        (await api.ResetAsync(token, "second-password")).Expect(400, BadReset);
    }

    [Theory]
    [BothPresets]
    public async Task A_reset_token_works_once_even_when_it_is_sent_eight_times_at_once(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var token = await api.ResetTokenAsync(await api.NewAccountAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => api.ResetAsync(token, $"password-{n}")));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Expect(400, BadReset));
    }

    [Theory]
    [BothPresets]
    public async Task A_reset_token_dies_with_a_change_of_the_password(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var token = await api.ResetTokenAsync(account);
        (await api.PatchMeAsync(await api.BearerAsync(account), new { password = "new-password" })).Expect(200);
        (await api.ResetAsync(token, "other-password")).Expect(400, BadReset);
    }

    [Theory]
    [BothPresets]
    public async Task A_verify_token_dies_with_a_change_of_the_email(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var token = await api.VerifyTokenAsync(account);
        (await api.PatchMeAsync(await api.BearerAsync(account), new { email = UserApi.NewEmail() })).Expect(200);
        (await api.VerifyAsync(token)).Expect(400, BadVerify);
    }

    [Theory]
    [BothPresets]
    public async Task A_token_of_one_kind_is_not_one_of_another(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var bearer = await api.BearerAsync(account);
        var cookie = await api.CookieAsync(account);
        var reset = await api.ResetTokenAsync(account);
        var verify = await api.VerifyTokenAsync(account);

        foreach (var token in new[] { cookie, reset, verify })
            (await api.MeAsync(token)).Expect(401);
        foreach (var token in new[] { bearer, reset, verify })
            (await api.MeByCookieAsync(token)).Expect(401);
        foreach (var token in new[] { bearer, cookie, verify })
            (await api.ResetAsync(token, "new-password")).Expect(400, BadReset);
        foreach (var token in new[] { bearer, cookie, reset })
            (await api.VerifyAsync(token)).Expect(400, BadVerify);
        // Each is good for its own purpose.
        (await api.VerifyAsync(verify)).Expect(200);
        (await api.ResetAsync(reset, "new-password")).Expect(200);
    }
}
