namespace FastApiUsers.Passwords.Tests;

public sealed class ScryptEqualityTests
{
    [SystemLibraryFact(SystemScrypt.Library)]
    public void Five_hundred_random_inputs_hash_as_in_OpenSSL()
    {
        var random = new Deterministic("scrypt");
        for (var i = 0; i < 500; i++)
        {
            var parameters = new ScryptParameters
            {
                Cost = random.Number(1, 9),
                BlockSize = random.Number(1, 20),
                Parallelism = random.Number(1, 5),
            };
            var password = random.Bytes(random.Number(1, 200));
            var salt = random.Bytes(random.Number(1, 100));
            var actual = new byte[random.Pick(16, 32, 64, random.Number(1, 200))];

            Scrypt.Hash(password, salt, parameters, actual);

            var expected = SystemScrypt.Hash(password, salt, parameters, actual.Length);
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"Differs: {parameters}");
        }
    }

    [SystemLibraryFact(SystemScrypt.Library)]
    public void Memory_of_more_than_a_huge_page_hashes_as_in_OpenSSL()
    {
        foreach (var (cost, blockSize) in new[] { (11, 8), (15, 1), (12, 32), (2, 4096) })
        {
            var parameters = new ScryptParameters { Cost = cost, BlockSize = blockSize, Parallelism = 2 };
            var actual = new byte[32];

            Scrypt.Hash("guinevere"u8, "salt"u8, parameters, actual);

            Assert.Equal(SystemScrypt.Hash([.. "guinevere"u8], [.. "salt"u8], parameters, 32), actual);
        }
    }
}
