using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FastApiUsers.Passwords;

/// <summary>Vectors of four lanes, on x86 with AVX-512.</summary>
internal readonly struct Argon2Vectors512 : IArgon2Vectors<Vector512<ulong>>
{
    // False too where the processor has them but slows its clock down for them.
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static int Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Xor(Vector512<ulong> x, Vector512<ulong> y) => x ^ y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> AddMultiply(Vector512<ulong> x, Vector512<ulong> y)
    {
        var product = Avx512F.Multiply(x.AsUInt32(), y.AsUInt32());
        return x + y + (product + product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> RotateRight32(Vector512<ulong> x) => Avx512F.RotateRight(x, 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> RotateRight24(Vector512<ulong> x) => Avx512F.RotateRight(x, 24);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> RotateRight16(Vector512<ulong> x) => Avx512F.RotateRight(x, 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> RotateRight63(Vector512<ulong> x) => Avx512F.RotateRight(x, 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Join(Vector512<ulong> upper, Vector512<ulong> lower) =>
        Avx512F.Shuffle(upper.AsDouble(), lower.AsDouble(), 0b01010101).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d)
    {
        // The lower and the upper lanes of two vectors, then the even and the odd lanes of those.
        var lowerAb = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00);
        var upperAb = Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        var lowerCd = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00);
        var upperCd = Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);
        a = Avx512F.Shuffle4x128(lowerAb, lowerCd, 0b10_00_10_00);
        b = Avx512F.Shuffle4x128(lowerAb, lowerCd, 0b11_01_11_01);
        c = Avx512F.Shuffle4x128(upperAb, upperCd, 0b10_00_10_00);
        d = Avx512F.Shuffle4x128(upperAb, upperCd, 0b11_01_11_01);
    }
}
