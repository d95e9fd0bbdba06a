using BenchmarkDotNet.Attributes;

namespace FastApiUsers.Benchmarks;

/// <summary>Argon2id with 64 MiB and three passes against libargon2.</summary>
[MemoryDiagnoser]
public class Argon2Benchmarks
{
    private readonly PasswordHashing _hashing = new();

    /// <summary>Lanes and threads.</summary>
    [Params("p=1, 1 thread", "p=4, 1 thread", "p=4, 2 threads")]
    public string Case { get; set; } = "";

    private int Lanes => Case[2] - '0';

    private int Threads => Case[5] - '0';

    /// <summary>Fills the pools of both.</summary>
    [GlobalSetup]
    public void Setup() => _hashing.Check(Lanes, Threads);

    /// <summary>The managed one.</summary>
    [Benchmark]
    public void Ours() => _hashing.Argon2Ours(Lanes, Threads);

    /// <summary>The reference implementation.</summary>
    [Benchmark(Baseline = true)]
    public void Libargon2() => _hashing.Argon2System(Lanes, Threads);
}
