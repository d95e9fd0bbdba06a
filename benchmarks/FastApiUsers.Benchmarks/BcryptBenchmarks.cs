using BenchmarkDotNet.Attributes;

namespace FastApiUsers.Benchmarks;

/// <summary>bcrypt of cost 12 against crypt(3).</summary>
[MemoryDiagnoser]
public class BcryptBenchmarks
{
    private readonly PasswordHashing _hashing = new();

    /// <summary>The managed one.</summary>
    [Benchmark]
    public void Ours() => _hashing.BcryptOurs();

    /// <summary>That of the system.</summary>
    [Benchmark(Baseline = true)]
    public void Crypt() => _hashing.BcryptSystem();
}
