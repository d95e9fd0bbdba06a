using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation01OneUserForSimultaneousRequests(Servers servers)
{
    [Theory]
    [BothPresets]
    public async Task Of_eight_registrations_of_one_address_one_wins_and_the_others_are_told_that_it_exists(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var spellings = Spellings(UserApi.NewEmail());
        var answers = await Task.WhenAll(spellings.Select(email => api.RegisterAsync(email)));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Expect(400, "REGISTER_USER_ALREADY_EXISTS"));
    }

    [Theory]
    [BothPresets]
    public async Task Of_eight_changes_to_one_address_one_wins_and_the_others_are_told_that_it_exists(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var spellings = Spellings(UserApi.NewEmail());
        var tokens = new List<string>();
        foreach (var _ in spellings)
            tokens.Add(await api.BearerAsync(await api.NewAccountAsync()));
        var answers = await Task.WhenAll(spellings.Zip(tokens, (email, token) => api.PatchMeAsync(token, new { email })));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Expect(400, "UPDATE_USER_EMAIL_ALREADY_EXISTS"));
    }

    /// <summary>Eight spellings of one address: letter n of the first eight in upper case.</summary>
    private static string[] Spellings(string email)
    {
        var local = "simultan" + email;
        return [.. Enumerable.Range(0, 8).Select(n => local[..n] + char.ToUpperInvariant(local[n]) + local[(n + 1)..])];
    }
}
