namespace FastApiUsers.Passwords.Tests;

/// <summary>Hashers that take about a millisecond, for tests of anything but the cost.</summary>
internal static class Cheap
{
    public static Argon2Parameters Parameters { get; } = new() { MemorySize = 64, Iterations = 1, Parallelism = 2 };

    public static Argon2Hasher Argon2 { get; } = new(Parameters, new Argon2Limits { MaximumMemorySize = 1024, MaximumWork = 4096 });

    public static BcryptHasher Bcrypt { get; } = new(cost: 4, maximumCost: 5);

    public static string Hash(this IPasswordHasher hasher, string password)
    {
        Assert.True(hasher.TryHash(password, out var hash));
        return hash;
    }
}
