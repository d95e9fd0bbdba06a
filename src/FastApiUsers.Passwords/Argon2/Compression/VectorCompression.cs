using System.Runtime.CompilerServices;

namespace FastApiUsers.Passwords;

/// <summary>The compression on vectors of any width.</summary>
internal readonly struct VectorCompression<TVectors, TVector> : IArgon2Compression
    where TVectors : IArgon2Vectors<TVector>
    where TVector : struct
{
    // A block is eight rows of eight registers, and a register is one lane.
    private const int Registers = 8;

    public static bool IsSupported => TVectors.IsSupported;

    private static int VectorsPerRow => Registers / TVectors.Lanes;

    // Optimised at once: the first hash, too, should take its normal time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Begin(
        ref readonly Argon2Block x,
        ref readonly Argon2Block y,
        ref Argon2Block target,
        bool xor,
        ref Argon2Block scratch)
    {
        ref var xs = ref Vectors(in x);
        ref var ys = ref Vectors(in y);
        ref var ts = ref Vectors(in target);
        ref var zs = ref Vectors(in scratch);

        // As many rows at a time as a vector has lanes; they are eight neighbouring vectors whatever its width.
        for (nint i = 0; i < Registers * VectorsPerRow; i += Registers)
        {
            var s0 = Sum(ref xs, ref ys, i + Row(0));
            var s1 = Sum(ref xs, ref ys, i + Row(1));
            var s2 = Sum(ref xs, ref ys, i + Row(2));
            var s3 = Sum(ref xs, ref ys, i + Row(3));
            var s4 = Sum(ref xs, ref ys, i + Row(4));
            var s5 = Sum(ref xs, ref ys, i + Row(5));
            var s6 = Sum(ref xs, ref ys, i + Row(6));
            var s7 = Sum(ref xs, ref ys, i + Row(7));

            TVectors.Transpose(ref s0, ref s1, ref s2, ref s3);
            TVectors.Transpose(ref s4, ref s5, ref s6, ref s7);
            Permute(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
            TVectors.Transpose(ref s0, ref s1, ref s2, ref s3);
            TVectors.Transpose(ref s4, ref s5, ref s6, ref s7);

            Unsafe.Add(ref zs, i + Row(0)) = s0;
            Unsafe.Add(ref zs, i + Row(1)) = s1;
            Unsafe.Add(ref zs, i + Row(2)) = s2;
            Unsafe.Add(ref zs, i + Row(3)) = s3;
            Unsafe.Add(ref zs, i + Row(4)) = s4;
            Unsafe.Add(ref zs, i + Row(5)) = s5;
            Unsafe.Add(ref zs, i + Row(6)) = s6;
            Unsafe.Add(ref zs, i + Row(7)) = s7;
        }

        PermuteColumns(ref xs, ref ys, ref ts, ref zs, 0, 1, xor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void End(
        ref readonly Argon2Block x,
        ref readonly Argon2Block y,
        ref Argon2Block target,
        bool xor,
        ref Argon2Block scratch) =>
        PermuteColumns(ref Vectors(in x), ref Vectors(in y), ref Vectors(in target), ref Vectors(in scratch), 1, VectorsPerRow, xor);

    // Neighbouring columns are neighbouring lanes as they are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PermuteColumns(
        ref TVector xs, ref TVector ys, ref TVector ts, ref TVector zs, nint start, nint end, bool xor)
    {
        for (var i = start; i < end; i++)
        {
            var s0 = Unsafe.Add(ref zs, i);
            var s1 = Unsafe.Add(ref zs, i + VectorsPerRow);
            var s2 = Unsafe.Add(ref zs, i + 2 * VectorsPerRow);
            var s3 = Unsafe.Add(ref zs, i + 3 * VectorsPerRow);
            var s4 = Unsafe.Add(ref zs, i + 4 * VectorsPerRow);
            var s5 = Unsafe.Add(ref zs, i + 5 * VectorsPerRow);
            var s6 = Unsafe.Add(ref zs, i + 6 * VectorsPerRow);
            var s7 = Unsafe.Add(ref zs, i + 7 * VectorsPerRow);
            Permute(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);

            Finish(s0, ref xs, ref ys, ref ts, i, xor);
            Finish(s1, ref xs, ref ys, ref ts, i + VectorsPerRow, xor);
            Finish(s2, ref xs, ref ys, ref ts, i + 2 * VectorsPerRow, xor);
            Finish(s3, ref xs, ref ys, ref ts, i + 3 * VectorsPerRow, xor);
            Finish(s4, ref xs, ref ys, ref ts, i + 4 * VectorsPerRow, xor);
            Finish(s5, ref xs, ref ys, ref ts, i + 5 * VectorsPerRow, xor);
            Finish(s6, ref xs, ref ys, ref ts, i + 6 * VectorsPerRow, xor);
            Finish(s7, ref xs, ref ys, ref ts, i + 7 * VectorsPerRow, xor);
        }
    }

    // Where the vector is that becomes register n of its rows by the transposition.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Row(int n) => n % TVectors.Lanes * VectorsPerRow + n / TVectors.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TVector Vectors(ref readonly Argon2Block block) => ref Unsafe.As<Argon2Block, TVector>(ref Unsafe.AsRef(in block));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(ref TVector x, ref TVector y, nint i) => TVectors.Xor(Unsafe.Add(ref x, i), Unsafe.Add(ref y, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TVector z, ref TVector x, ref TVector y, ref TVector target, nint i, bool xor)
    {
        z = TVectors.Xor(z, Sum(ref x, ref y, i));
        Unsafe.Add(ref target, i) = xor ? TVectors.Xor(z, Unsafe.Add(ref target, i)) : z;
    }

    // P of section 3.6. Two of the words v of the RFC are a register, so that GB works on halves of four registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Permute(
        ref TVector a0, ref TVector a1, ref TVector b0, ref TVector b1, ref TVector c0, ref TVector c1, ref TVector d0, ref TVector d1)
    {
        Mix(ref a0, ref b0, ref c0, ref d0);
        Mix(ref a1, ref b1, ref c1, ref d1);

        // The diagonals: the words of b move by one, those of c by two, those of d by three.
        (b0, b1) = (TVectors.Join(b0, b1), TVectors.Join(b1, b0));
        (d0, d1) = (TVectors.Join(d1, d0), TVectors.Join(d0, d1));
        Mix(ref a0, ref b0, ref c1, ref d0);
        Mix(ref a1, ref b1, ref c0, ref d1);
        (b0, b1) = (TVectors.Join(b1, b0), TVectors.Join(b0, b1));
        (d0, d1) = (TVectors.Join(d0, d1), TVectors.Join(d1, d0));
    }

    // GB of section 3.6.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref TVector a, ref TVector b, ref TVector c, ref TVector d)
    {
        a = TVectors.AddMultiply(a, b);
        d = TVectors.RotateRight32(TVectors.Xor(d, a));
        c = TVectors.AddMultiply(c, d);
        b = TVectors.RotateRight24(TVectors.Xor(b, c));
        a = TVectors.AddMultiply(a, b);
        d = TVectors.RotateRight16(TVectors.Xor(d, a));
        c = TVectors.AddMultiply(c, d);
        b = TVectors.RotateRight63(TVectors.Xor(b, c));
    }
}
