using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation11PasswordsHaveAnEnd(Servers servers)
{
    private const string BcryptOf72TimesA = "$2b$04$OAG/L45YzY9Qn8yn7RnuCusNcWQuoPvBK/b1yzNc9NzZLlO1fg/xG";
    private const int Mebibyte = 1024 * 1024;

    public static TheoryData<Preset, string> TooLong => new()
    {
        { Preset.Modern, new string('x', 4097) },
        // 2049 characters, 4098 bytes.
        { Preset.Modern, new string('é', 2049) },
        { Preset.Original, new string('x', Mebibyte + 1) },
    };

    [Theory]
    [MemberData(nameof(TooLong), DisableDiscoveryEnumeration = true)]
    public async Task A_password_over_the_limit_is_a_422_wherever_it_is_sent(Preset preset, string password)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var bearer = await api.BearerAsync(account);
        (await api.RegisterAsync(UserApi.NewEmail(), password)).ExpectInvalid("body.password");
        (await api.PatchMeAsync(bearer, new { password })).ExpectInvalid("body.password");
        (await api.ResetAsync(await api.ResetTokenAsync(account), password)).ExpectInvalid("body.password");
        (await api.LoginAsync(account.Email, password)).ExpectInvalid("body.password");
    }

    [Theory]
    [InlineData(Preset.Modern, 4096)]
    [InlineData(Preset.Original, 4097)]
    public async Task A_password_within_the_limit_is_taken_whole(Preset preset, int length)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync(new string('x', length));
        await api.BearerAsync(account);
        (await api.LoginAsync(account.Email, new string('x', length - 1))).Expect(400, "LOGIN_BAD_CREDENTIALS");
    }

    [Theory]
    [BothPresets]
    public async Task A_foreign_bcrypt_hash_counts_72_bytes_as_in_the_original_and_the_hash_made_here_counts_all(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        api.Server.Database.Run("UPDATE user SET hashed_password = $hash WHERE id = $id", ("$hash", BcryptOf72TimesA), ("$id", account.Id));

        (await api.LoginAsync(account.Email, new string('a', 80))).Expect(200);
        var stored = api.Server.Database.Value("SELECT hashed_password FROM user WHERE id = $id", ("$id", account.Id));
        Assert.StartsWith("$argon2id$", (string)stored!, StringComparison.Ordinal);
        (await api.LoginAsync(account.Email, new string('a', 72))).Expect(400, "LOGIN_BAD_CREDENTIALS");
        (await api.LoginAsync(account.Email, new string('a', 80))).Expect(200);
    }
}
