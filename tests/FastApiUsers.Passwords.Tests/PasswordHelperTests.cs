using System.Buffers.Text;

namespace FastApiUsers.Passwords.Tests;

public sealed class PasswordHelperTests
{
    [Fact]
    public async Task The_default_writes_Argon2id_with_64_MiB_3_passes_and_4_lanes()
    {
        var hash = await new PasswordHelper().HashAsync("guinevere");

        // 16 bytes of salt and 32 of hash
        Assert.Matches(@"\A\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}\z", hash);
    }

    [Fact]
    public async Task The_hashers_given_take_the_place_of_the_default()
    {
        var helper = new PasswordHelper(new PasswordHash(Cheap.Bcrypt));

        var hash = await helper.HashAsync("guinevere");

        Assert.StartsWith("$2b$04$", hash, StringComparison.Ordinal);
        Assert.Equal(new PasswordVerification(true, null), await helper.VerifyAndUpdateAsync("guinevere", hash));
        Assert.Equal(default, await helper.VerifyAndUpdateAsync("lancelot", hash));
    }

    [Fact]
    public async Task A_hash_of_other_parameters_or_of_none_needs_an_update()
    {
        var helper = new PasswordHelper(new PasswordHash(Cheap.Bcrypt, Cheap.Argon2));

        Assert.False(helper.NeedsUpdate(await helper.HashAsync("guinevere")));
        Assert.True(helper.NeedsUpdate(await new PasswordHelper(new PasswordHash(Cheap.Argon2)).HashAsync("guinevere")));
        Assert.True(helper.NeedsUpdate("!"));
        Assert.True(helper.NeedsUpdate(""));
    }

    [Fact]
    public void A_generated_password_is_32_bytes_of_unpadded_base64url_and_never_the_same()
    {
        var helper = new PasswordHelper();

        var passwords = Enumerable.Range(0, 1000).Select(_ => helper.Generate()).ToList();

        Assert.Equal(1000, passwords.Distinct().Count());
        Assert.All(passwords, password =>
        {
            Assert.Equal(43, password.Length);
            Assert.Equal(32, Base64Url.DecodeFromChars(password).Length);
        });

        // All 64 characters come up, so that no bits are fixed.
        Assert.Equal(64, passwords.SelectMany(password => password).Distinct().Count());
    }
}
