using System.Text;
using FastApiUsers.Passwords;

namespace FastApiUsers.Benchmarks;

/// <summary>What is measured: the same hash here and in the library of the system.</summary>
internal sealed class PasswordHashing
{
    private const int BcryptCost = 12;

    private readonly byte[] _password = "correct horse battery staple"u8.ToArray();
    private readonly byte[] _salt = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private readonly byte[] _output = new byte[32];
    private readonly byte[] _systemOutput = new byte[32];
    private readonly byte[] _bcryptOutput = new byte[Bcrypt.HashLength];
    private readonly byte[] _phrase = "correct horse battery staple\0"u8.ToArray();
    private readonly byte[] _setting = Encoding.ASCII.GetBytes($"$2b${BcryptCost}$abcdefghijklmnopqrstuu\0");

    public void Argon2Ours(int lanes, int threads) =>
        Argon2.Hash(_password, _salt, [], [], Parameters(lanes), _output, threads);

    /// <summary>As <see cref="Argon2Ours"/>.</summary>
    public void Argon2System(int lanes, int threads) => SystemArgon2.Hash(_password, _salt, Parameters(lanes), threads, _systemOutput);

    public void BcryptOurs() => Bcrypt.Hash(_password, _salt, BcryptCost, _bcryptOutput);

    public void BcryptSystem() => SystemCrypt.Hash(_phrase, _setting);

    /// <summary>Refuses to compare what does not compute the same.</summary>
    public void Check(int lanes, int threads)
    {
        Argon2Ours(lanes, threads);
        Argon2System(lanes, threads);
        if (!_output.AsSpan().SequenceEqual(_systemOutput))
            throw new InvalidOperationException("libargon2 makes another hash.");
    }

    private static Argon2Parameters Parameters(int lanes) => new() { Parallelism = lanes };
}
