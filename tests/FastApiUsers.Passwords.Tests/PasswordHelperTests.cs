using System.Buffers.Text;

namespace FastApiUsers.Passwords.Tests;

public sealed class PasswordHelperTests
{
    [Fact]
    public void The_default_writes_Argon2id_with_64_MiB_3_passes_and_4_lanes()
    {
        var hash = new PasswordHelper().Hash("guinevere");

        // 16 bytes of salt and 32 of hash
        Assert.Matches(@"\A\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}\z", hash);
    }

    [Fact]
    public void The_hashers_given_take_the_place_of_the_default()
    {
        var helper = new PasswordHelper(new PasswordHash(Cheap.Bcrypt));

        var hash = helper.Hash("guinevere");

        Assert.StartsWith("$2b$04$", hash, StringComparison.Ordinal);
        Assert.Equal(new PasswordVerification(true, null), helper.VerifyAndUpdate("guinevere", hash));
        Assert.Equal(default, helper.VerifyAndUpdate("lancelot", hash));
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
