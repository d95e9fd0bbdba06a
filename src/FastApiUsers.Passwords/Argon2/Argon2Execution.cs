namespace FastApiUsers.Passwords;

/// <summary>How a hash is computed. Nothing of it changes the hash.</summary>
internal readonly record struct Argon2Execution(int MaxDegreeOfParallelism, Argon2MemoryPool Pool, Argon2Backend Backend)
{
    public static Argon2Execution Create(int maxDegreeOfParallelism, Argon2MemoryPool? pool)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDegreeOfParallelism, 1);
        return new Argon2Execution(maxDegreeOfParallelism, pool ?? Argon2MemoryPool.Shared, Argon2Backend.Best);
    }
}
