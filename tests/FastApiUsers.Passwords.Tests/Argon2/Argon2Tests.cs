namespace FastApiUsers.Passwords.Tests;

public sealed class Argon2Tests
{
    public static TheoryData<string, Argon2Parameters> Impossible => new()
    {
        { "Type", new() { Type = (Argon2Type)3 } },
        { "Version", new() { Version = (Argon2Version)0x12 } },
        { "Parallelism", new() { Parallelism = 0 } },
        { "Parallelism", new() { Parallelism = 1 << 24, MemorySize = int.MaxValue } },
        { "Iterations", new() { Iterations = 0 } },
        { "MemorySize", new() { MemorySize = 31, Parallelism = 4 } },
        { "MemorySize", new() { MemorySize = -1 } },
        { "SaltLength", new() { SaltLength = 7 } },
        { "HashLength", new() { HashLength = 3 } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Parameters_that_Argon2_does_not_allow_are_refused_by_name(string name, Argon2Parameters parameters)
    {
        var limits = new Argon2Limits { MaximumMemorySize = int.MaxValue, MaximumWork = long.MaxValue };

        var low = Assert.Throws<ArgumentException>(() => Hash(parameters, new byte[8], new byte[4]));
        var high = Assert.Throws<ArgumentException>(() => new Argon2Hasher(parameters, limits));

        Assert.StartsWith(name, low.Message, StringComparison.Ordinal);
        Assert.StartsWith(name, high.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_other_than_those_of_the_parameters_are_refused()
    {
        Assert.Throws<ArgumentException>("salt", () => Hash(Cheap.Parameters, new byte[15], new byte[32]));
        Assert.Throws<ArgumentException>("output", () => Hash(Cheap.Parameters, new byte[16], new byte[31]));
    }

    [Fact]
    public void Every_input_counts()
    {
        byte[] salt = [.. Enumerable.Repeat((byte)2, 16)];
        byte[] none = [];
        var hashes = new HashSet<string>();

        // The same bytes as password, secret or associated data are different inputs.
        foreach (var input in new byte[][] { [1], [2] })
        {
            foreach (var (password, secret, data) in new[] { (input, none, none), (none, input, none), (none, none, input) })
            {
                var output = new byte[32];
                Argon2.Hash(password, salt, secret, data, Cheap.Parameters, output);
                hashes.Add(Convert.ToHexString(output));
            }
        }

        Assert.Equal(6, hashes.Count);
    }

    private static void Hash(Argon2Parameters parameters, byte[] salt, byte[] output) =>
        Argon2.Hash([], salt, [], [], parameters, output);
}
