using BenchmarkDotNet.Attributes;
using FastApiUsers.Passwords;

namespace FastApiUsers.Benchmarks;

/// <summary>What a registration and a login take with the default parameters, and what they leave to the garbage collector.</summary>
[MemoryDiagnoser]
public class PasswordHasherBenchmarks
{
    private const string Password = "correct horse battery staple";

    private readonly Argon2Hasher _hasher = new();
    private string _hash = "";

    /// <summary>Makes the stored hash.</summary>
    [GlobalSetup]
    public void Setup() => _ = _hasher.TryHash(Password, out _hash!);

    /// <summary>A registration.</summary>
    [Benchmark]
    public bool Hash() => _hasher.TryHash(Password, out _);

    /// <summary>A login.</summary>
    [Benchmark]
    public bool Verify() => _hasher.Verify(Password, _hash);
}
