namespace FastApiUsers.Passwords.Tests;

public sealed class Rfc9106Tests
{
    [Theory]
    [InlineData(Argon2Type.Argon2d, "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb")] // section 5.1
    [InlineData(Argon2Type.Argon2i, "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8")] // section 5.2
    [InlineData(Argon2Type.Argon2id, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")] // section 5.3
    public void The_test_vectors_of_section_5_hold_on_every_backend(Argon2Type type, string tag)
    {
        var parameters = new Argon2Parameters { Type = type, MemorySize = 32, Iterations = 3, Parallelism = 4 };
        var output = new byte[32];
        foreach (var backend in Argon2Backend.Supported)
        {
            foreach (var degree in new[] { 1, 2, 4 })
            {
                var execution = new Argon2Execution(degree, Argon2MemoryPool.Shared, backend);

                Argon2.Hash(Repeat(1, 32), Repeat(2, 16), Repeat(3, 8), Repeat(4, 12), parameters, output, execution);

                Assert.True(tag == Convert.ToHexStringLower(output), $"Differs with {backend} and {degree} threads.");
            }
        }
    }

    private static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
