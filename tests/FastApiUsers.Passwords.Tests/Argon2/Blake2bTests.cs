using System.Security.Cryptography;

namespace FastApiUsers.Passwords.Tests;

public sealed class Blake2bTests
{
    [Fact]
    public void The_example_of_RFC_7693_appendix_A_holds()
    {
        var digest = new byte[64];

        Blake2b.Compute("abc"u8, digest);

        Assert.Equal(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
            Convert.ToHexStringLower(digest));
    }

    [Fact]
    public void Inputs_of_all_lengths_hash_as_in_another_implementation()
    {
        // The SHA-256 of all these digests, from the blake2b of Python's hashlib.
        const string expected = "65309919b34e4f9467a46c969b4d875c316e868ca7a37929bf004f6ed8207e54";

        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var length in new[] { 1, 20, 32, 48, 64 })
        {
            for (var count = 0; count < 300; count++)
            {
                var digest = new byte[length];
                Blake2b.Compute(Input(count), digest);
                all.AppendData(digest);
            }
        }

        Assert.Equal(expected, Convert.ToHexStringLower(all.GetHashAndReset()));
    }

    [Fact]
    public void An_input_in_pieces_hashes_as_the_whole()
    {
        var input = Input(300);
        var whole = new byte[64];
        Blake2b.Compute(input, whole);

        foreach (var piece in new[] { 1, 3, 127, 128, 129, 256 })
        {
            var hash = new Blake2b(64);
            foreach (var chunk in input.Chunk(piece))
                hash.Append(chunk);

            var digest = new byte[64];
            hash.Finish(digest);
            Assert.Equal(whole, digest);
        }
    }

    private static byte[] Input(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7 + count))];
}
