using System.Text;

namespace FastApiUsers.Passwords.Tests;

public sealed class BcryptEqualityTests
{
    private const string Letters = "abcXYZ019 ~\u0001\u007fäß€Ж語😀";

    [SystemLibraryFact(SystemCrypt.Library)]
    public void Random_texts_verify_against_the_hashes_of_the_system()
    {
        var random = new Deterministic("bcrypt texts");
        for (var i = 0; i < 300; i++)
        {
            // Picked by UTF-16 unit, so that halves of a surrogate pair come up too: they count as U+FFFD.
            var password = random.Text(random.Number(0, 60), Letters);
            var hash = SystemCrypt.Hash(Encoding.UTF8.GetBytes(password), Setting(random, random.Pick("2a", "2b", "2y")));

            Assert.True(Cheap.Bcrypt.Verify(password, hash), $"{password} does not verify: {hash}");
            Assert.False(Cheap.Bcrypt.Verify(password.Length > 0 ? password[1..] : "x", hash));
        }
    }

    [SystemLibraryFact(SystemCrypt.Library)]
    public void Random_bytes_of_every_length_about_the_limit_hash_as_in_the_system()
    {
        var random = new Deterministic("bcrypt bytes");
        foreach (var length in new[] { 0, 1, 2, 3, 4, 17, 18, 35, 36, 54, 55, 56, 70, 71, 72, 73, 74, 100, 254, 255, 256, 257, 300, 500 })
        {
            for (var i = 0; i < 8; i++)
            {
                byte[] password = [.. random.Bytes(length).Select(value => value == 0 ? (byte)0xFF : value)];
                var expected = SystemCrypt.Hash(password, Setting(random, random.Pick("2b", "2y")));
                Assert.True(BcryptStoredHash.TryParse(expected, out var stored));

                var actual = new byte[Bcrypt.HashLength];
                Bcrypt.Hash(password, stored.Salt, stored.Cost, actual);

                Assert.Equal(expected, (stored with { Hash = actual }).ToString());
            }
        }
    }

    [SystemLibraryFact(SystemCrypt.Library)]
    public void The_system_verifies_the_hashes_made_here()
    {
        foreach (var length in new[] { 0, 1, 8, 71, 72 })
        {
            var password = new string('x', length);
            var hash = Cheap.Bcrypt.Hash(password);

            Assert.Equal(hash, SystemCrypt.Hash(Encoding.UTF8.GetBytes(password), hash));
        }
    }

    [SystemLibraryFact(SystemCrypt.Library)]
    public void A_higher_cost_hashes_as_in_the_system()
    {
        foreach (var cost in new[] { 5, 6, 9 })
        {
            var hash = new BcryptHasher(cost).Hash("guinevere");

            Assert.Equal(hash, SystemCrypt.Hash("guinevere"u8.ToArray(), hash));
        }
    }

    private static string Setting(Deterministic random, string version) =>
        $"${version}$04${BcryptBase64.Encode(random.Bytes(Bcrypt.SaltLength))}";
}
