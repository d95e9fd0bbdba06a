namespace FastApiUsers.Passwords.Tests;

public sealed class Argon2EqualityTests
{
    [SystemLibraryFact(SystemArgon2.Library)]
    public void A_thousand_random_inputs_hash_on_every_backend_as_in_the_reference_implementation()
    {
        var random = new Deterministic("argon2");
        for (var i = 0; i < 1000; i++)
        {
            var lanes = random.Number(1, 8);
            var parameters = new Argon2Parameters
            {
                Type = random.Pick(Argon2Type.Argon2d, Argon2Type.Argon2i, Argon2Type.Argon2id),
                Version = random.Pick(Argon2Version.Version10, Argon2Version.Version13),
                // Mostly not a multiple of 4 p, which is rounded down but hashed as it is.
                MemorySize = 8 * lanes + random.Number(0, 300),
                Iterations = random.Number(1, 4),
                Parallelism = lanes,
                SaltLength = random.Number(8, 70),
                // Around the 64 bytes from which the variable-length hash is a chain.
                HashLength = random.Pick(random.Number(4, 64), random.Number(65, 300), 32, 64, 65, 96, 97, 128),
            };
            AssertEqual(random, parameters);
        }
    }

    [SystemLibraryFact(SystemArgon2.Library)]
    public void Segments_of_more_than_one_block_of_addresses_hash_as_in_the_reference_implementation()
    {
        var random = new Deterministic("addresses");
        foreach (var type in new[] { Argon2Type.Argon2i, Argon2Type.Argon2id, Argon2Type.Argon2d })
        {
            // Segments of 127 to 129 and 300 blocks, of which each block of addresses serves 128.
            foreach (var segment in new[] { 127, 128, 129, 300 })
                AssertEqual(random, new Argon2Parameters { Type = type, MemorySize = 4 * 2 * segment, Parallelism = 2, Iterations = 2 });
        }
    }

    [SystemLibraryFact(SystemArgon2.Library)]
    public void The_default_parameters_hash_as_in_the_reference_implementation() =>
        AssertEqual(new Deterministic("default"), new Argon2Parameters());

    private static void AssertEqual(Deterministic random, Argon2Parameters parameters)
    {
        var password = random.Bytes(random.Number(0, 200));
        var salt = random.Bytes(parameters.SaltLength);
        var secret = random.Bytes(random.Pick(0, random.Number(1, 40)));
        var associatedData = random.Bytes(random.Pick(0, random.Number(1, 40)));
        var expected = SystemArgon2.Hash(password, salt, secret, associatedData, parameters);
        var actual = new byte[parameters.HashLength];
        foreach (var backend in Argon2Backend.Supported)
        {
            // Alone and with a random number of others.
            foreach (var degree in new[] { 1, random.Number(2, 9) })
            {
                var execution = new Argon2Execution(degree, Argon2MemoryPool.Shared, backend);

                Argon2.Hash(password, salt, secret, associatedData, parameters, actual, execution);

                Assert.True(expected.AsSpan().SequenceEqual(actual), $"Differs with {backend} and {degree} threads: {parameters}");
            }
        }
    }
}
