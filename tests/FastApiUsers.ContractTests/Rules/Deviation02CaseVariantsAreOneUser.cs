using FastApiUsers.ContractTests.Server;
using Microsoft.Data.Sqlite;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation02CaseVariantsAreOneUser(Servers servers)
{
    [Theory]
    [BothPresets]
    public async Task A_case_variant_cannot_be_registered_beside_it(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        (await api.RegisterAsync(account.Email.ToUpperInvariant())).Expect(400, "REGISTER_USER_ALREADY_EXISTS");
    }

    [Theory]
    [BothPresets]
    public async Task A_case_variant_signs_in_and_gets_the_mails_of_the_same_user(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var variant = account with { Email = account.Email.ToUpperInvariant() };

        var me = await api.MeAsync(await api.BearerAsync(variant));
        Assert.Equal(account.Id, me.Expect(200).Json.GetProperty("id").GetString());
        Assert.NotEmpty(await api.ResetTokenAsync(variant));
        Assert.NotEmpty(await api.VerifyTokenAsync(variant));
    }

    [Theory]
    [BothPresets]
    public async Task The_index_refuses_a_case_variant_that_a_program_beside_it_inserts(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var insert = """
            INSERT INTO user (id, email, hashed_password, is_active, is_superuser, is_verified)
            VALUES ('c2c2c2c2-0000-4000-8000-000000000001', $email, 'x', 1, 0, 0)
            """;
        Assert.Throws<SqliteException>(() => api.Server.Database.Run(insert, ("$email", account.Email.ToUpperInvariant())));
    }
}
