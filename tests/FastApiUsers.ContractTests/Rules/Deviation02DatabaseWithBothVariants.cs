using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

/// <summary>A database of the original, made of its own schema, that holds two users whose addresses differ in letter case only.</summary>
public sealed class Deviation02DatabaseWithBothVariants
{
    private static readonly Account Capital = new("c2c2c2c2-0000-4000-8000-00000000000a", "Arthur@camelot.bt", "capital-password");
    private static readonly Account Small = new("c2c2c2c2-0000-4000-8000-00000000000b", "arthur@camelot.bt", "small-password");

    [Theory]
    [BothPresets]
    public async Task The_exact_match_wins_and_nothing_fails(Preset preset)
    {
        var settings = new ServerSettings { Compatibility = preset, PrepareDatabase = OriginalWithBoth };
        await using var server = await ReferenceServer.StartAsync(settings);
        using var api = new UserApi(server);
        foreach (var account in new[] { Capital, Small })
        {
            // Hashes cannot be made here, so each gets the hash of a user that registered with its password.
            var model = await api.NewAccountAsync(account.Password);
            server.Database.Run(
                "UPDATE user SET hashed_password = (SELECT hashed_password FROM user WHERE id = $model) WHERE id = $id",
                ("$model", model.Id),
                ("$id", account.Id));
        }

        foreach (var account in new[] { Capital, Small })
        {
            var me = await api.MeAsync(await api.BearerAsync(account));
            Assert.Equal(account.Id, me.Expect(200).Json.GetProperty("id").GetString());
            Assert.NotEmpty(await api.ResetTokenAsync(account));
        }

        (await api.RegisterAsync("ARTHUR@camelot.bt")).Expect(400, "REGISTER_USER_ALREADY_EXISTS");
        (await api.PostAsync("/auth/forgot-password", new { email = "ARTHUR@camelot.bt" })).Expect(202);
    }

    private static void OriginalWithBoth(ServerDatabase database)
    {
        var schema = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "spec", "schema.sql"));
        database.Run(schema[..schema.IndexOf("-- sample rows", StringComparison.Ordinal)]);
        foreach (var account in new[] { Capital, Small })
        {
            database.Run(
                "INSERT INTO user (id, email, hashed_password, is_active, is_superuser, is_verified) VALUES ($id, $email, 'x', 1, 0, 0)",
                ("$id", account.Id),
                ("$email", account.Email));
        }
    }
}
