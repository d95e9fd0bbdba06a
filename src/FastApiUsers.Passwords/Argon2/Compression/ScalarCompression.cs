using System.Numerics;
using System.Runtime.CompilerServices;

namespace FastApiUsers.Passwords;

/// <summary>The compression word by word, for processors without the vectors.</summary>
internal readonly struct ScalarCompression : IArgon2Compression
{
    public static bool IsSupported => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Begin(
        ref readonly Argon2Block x,
        ref readonly Argon2Block y,
        ref Argon2Block target,
        bool xor,
        ref Argon2Block scratch)
    {
        // R = X xor Y. It is kept in the target until the permuted copy joins it.
        scratch = x;
        scratch.Xor(in y);
        if (xor)
            target.Xor(in scratch);
        else
            target = scratch;

        // Z: P on every row of eight 16-byte registers, then on every column.
        for (var row = 0; row < 8; row++)
            Permute(ref scratch[16 * row], 2);
        for (var column = 0; column < 8; column++)
            Permute(ref scratch[2 * column], 16);

        target.Xor(in scratch);
    }

    // All is done: where there are no vectors, blocks cannot be asked for either.
    public static void End(
        ref readonly Argon2Block x,
        ref readonly Argon2Block y,
        ref Argon2Block target,
        bool xor,
        ref Argon2Block scratch)
    {
    }

    // P of section 3.6 on eight registers of two words each, a stride of words apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Permute(ref ulong s, int stride)
    {
        var (v0, v1) = (s, Unsafe.Add(ref s, 1));
        var (v2, v3) = (Unsafe.Add(ref s, stride), Unsafe.Add(ref s, stride + 1));
        var (v4, v5) = (Unsafe.Add(ref s, 2 * stride), Unsafe.Add(ref s, 2 * stride + 1));
        var (v6, v7) = (Unsafe.Add(ref s, 3 * stride), Unsafe.Add(ref s, 3 * stride + 1));
        var (v8, v9) = (Unsafe.Add(ref s, 4 * stride), Unsafe.Add(ref s, 4 * stride + 1));
        var (v10, v11) = (Unsafe.Add(ref s, 5 * stride), Unsafe.Add(ref s, 5 * stride + 1));
        var (v12, v13) = (Unsafe.Add(ref s, 6 * stride), Unsafe.Add(ref s, 6 * stride + 1));
        var (v14, v15) = (Unsafe.Add(ref s, 7 * stride), Unsafe.Add(ref s, 7 * stride + 1));

        Mix(ref v0, ref v4, ref v8, ref v12);
        Mix(ref v1, ref v5, ref v9, ref v13);
        Mix(ref v2, ref v6, ref v10, ref v14);
        Mix(ref v3, ref v7, ref v11, ref v15);
        Mix(ref v0, ref v5, ref v10, ref v15);
        Mix(ref v1, ref v6, ref v11, ref v12);
        Mix(ref v2, ref v7, ref v8, ref v13);
        Mix(ref v3, ref v4, ref v9, ref v14);

        (s, Unsafe.Add(ref s, 1)) = (v0, v1);
        (Unsafe.Add(ref s, stride), Unsafe.Add(ref s, stride + 1)) = (v2, v3);
        (Unsafe.Add(ref s, 2 * stride), Unsafe.Add(ref s, 2 * stride + 1)) = (v4, v5);
        (Unsafe.Add(ref s, 3 * stride), Unsafe.Add(ref s, 3 * stride + 1)) = (v6, v7);
        (Unsafe.Add(ref s, 4 * stride), Unsafe.Add(ref s, 4 * stride + 1)) = (v8, v9);
        (Unsafe.Add(ref s, 5 * stride), Unsafe.Add(ref s, 5 * stride + 1)) = (v10, v11);
        (Unsafe.Add(ref s, 6 * stride), Unsafe.Add(ref s, 6 * stride + 1)) = (v12, v13);
        (Unsafe.Add(ref s, 7 * stride), Unsafe.Add(ref s, 7 * stride + 1)) = (v14, v15);
    }

    // GB of section 3.6.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref ulong a, ref ulong b, ref ulong c, ref ulong d)
    {
        a = AddMultiply(a, b);
        d = BitOperations.RotateRight(d ^ a, 32);
        c = AddMultiply(c, d);
        b = BitOperations.RotateRight(b ^ c, 24);
        a = AddMultiply(a, b);
        d = BitOperations.RotateRight(d ^ a, 16);
        c = AddMultiply(c, d);
        b = BitOperations.RotateRight(b ^ c, 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddMultiply(ulong x, ulong y)
    {
        var product = (ulong)(uint)x * (uint)y;
        return x + y + 2 * product;
    }
}
