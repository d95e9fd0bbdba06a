using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastApiUsers.Passwords;

/// <summary>Vectors of one lane, on ARM with AdvSIMD and on x86 with SSSE3.</summary>
internal readonly struct Argon2Vectors128 : IArgon2Vectors<Vector128<ulong>>
{
    public static bool IsSupported => AdvSimd.IsSupported || Ssse3.IsSupported;

    public static int Lanes => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Xor(Vector128<ulong> x, Vector128<ulong> y) => x ^ y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> AddMultiply(Vector128<ulong> x, Vector128<ulong> y)
    {
        var product = AdvSimd.IsSupported
            ? AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(x), AdvSimd.ExtractNarrowingLower(y))
            : Sse2.Multiply(x.AsUInt32(), y.AsUInt32());
        return x + y + (product + product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> RotateRight32(Vector128<ulong> x) =>
        Vector128.Shuffle(x.AsUInt32(), Vector128.Create(1u, 0, 3, 2)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> RotateRight24(Vector128<ulong> x) =>
        Vector128.Shuffle(x.AsByte(), Vector128.Create((byte)3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> RotateRight16(Vector128<ulong> x) =>
        Vector128.Shuffle(x.AsByte(), Vector128.Create((byte)2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> RotateRight63(Vector128<ulong> x) => (x + x) ^ (x >>> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Join(Vector128<ulong> upper, Vector128<ulong> lower) => AdvSimd.IsSupported
        ? AdvSimd.ExtractVector128(upper, lower, 1)
        : Ssse3.AlignRight(lower.AsByte(), upper.AsByte(), 8).AsUInt64();

    // One lane has nothing to exchange.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<ulong> a, ref Vector128<ulong> b, ref Vector128<ulong> c, ref Vector128<ulong> d)
    {
    }
}
