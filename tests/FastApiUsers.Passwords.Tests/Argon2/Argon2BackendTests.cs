using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastApiUsers.Passwords.Tests;

public sealed class Argon2BackendTests
{
    [Fact]
    public void The_widest_vectors_of_the_processor_come_first_and_words_last()
    {
        List<string> expected = [];
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            expected.Add("vectors of 512 bits");
        if (Avx2.IsSupported)
            expected.Add("vectors of 256 bits");
        if (Ssse3.IsSupported || AdvSimd.IsSupported)
            expected.Add("vectors of 128 bits");
        expected.Add("words");

        Assert.Equal(expected, Argon2Backend.Supported.Select(backend => backend.ToString()!));
        Assert.Same(Argon2Backend.Supported[0], Argon2Backend.Best);
    }

    // The other tests run only what the processor supports; here each form of compression meets the words it must agree with.
    [Fact]
    public void Every_compression_agrees_with_that_on_words_at_the_carries()
    {
        var random = new Deterministic("compression");
        for (var i = 0; i < 200; i++)
        {
            var (x, y, target) = (Block(random), Block(random), Block(random));
            foreach (var xor in new[] { false, true })
            {
                var expected = target;
                Argon2Block scratch = default;
                ScalarCompression.Begin(in x, in y, ref expected, xor, ref scratch);
                ScalarCompression.End(in x, in y, ref expected, xor, ref scratch);

                AssertSame<VectorCompression<Argon2Vectors128, Vector128<ulong>>>(expected, x, y, target, xor);
                AssertSame<VectorCompression<Argon2Vectors256, Vector256<ulong>>>(expected, x, y, target, xor);
                AssertSame<VectorCompression<Argon2Vectors512, Vector512<ulong>>>(expected, x, y, target, xor);
            }
        }
    }

    private static void AssertSame<TCompression>(Argon2Block expected, Argon2Block x, Argon2Block y, Argon2Block target, bool xor)
        where TCompression : IArgon2Compression
    {
        if (!TCompression.IsSupported)
            return;

        Argon2Block scratch = default;
        TCompression.Begin(in x, in y, ref target, xor, ref scratch);
        Assert.Equal(expected[0], target[0]);
        TCompression.End(in x, in y, ref target, xor, ref scratch);
        Assert.Equal(((ReadOnlySpan<ulong>)expected).ToArray(), ((ReadOnlySpan<ulong>)target).ToArray());
    }

    // Words of few different bytes, so that sums carry and halves are all ones or zeros more often than by chance.
    private static Argon2Block Block(Deterministic random)
    {
        Argon2Block block = default;
        for (var i = 0; i < Argon2Block.Words; i++)
        {
            for (var n = 0; n < sizeof(ulong); n++)
                block[i] = block[i] << 8 | random.Pick((byte)0, (byte)0xFF, (byte)0x80, random.Byte());
        }

        return block;
    }
}
