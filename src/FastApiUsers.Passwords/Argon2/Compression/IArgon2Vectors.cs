namespace FastApiUsers.Passwords;

/// <summary>
/// What the compression needs of vectors of one width. Each vector is one or more lanes of 128 bits, and a lane is one of the 16-byte
/// registers S of RFC 9106 section 3.6, so that a vector of n lanes permutes n rows or columns at once.
/// </summary>
/// <typeparam name="TVector">The vector, of 64-bit words.</typeparam>
internal interface IArgon2Vectors<TVector>
    where TVector : struct
{
    static abstract bool IsSupported { get; }

    /// <summary>The lanes of a vector: 1, 2 or 4.</summary>
    static abstract int Lanes { get; }

    static abstract TVector Xor(TVector x, TVector y);

    /// <summary>x + y + 2 * (low half of x) * (low half of y), which is all the arithmetic of GB.</summary>
    static abstract TVector AddMultiply(TVector x, TVector y);

    static abstract TVector RotateRight32(TVector x);

    static abstract TVector RotateRight24(TVector x);

    static abstract TVector RotateRight16(TVector x);

    static abstract TVector RotateRight63(TVector x);

    /// <summary>In each lane the upper word of one vector and then the lower word of another.</summary>
    static abstract TVector Join(TVector upper, TVector lower);

    /// <summary>Exchanges lanes between as many neighbouring vectors as a vector has lanes, as one transposes a matrix.</summary>
    static abstract void Transpose(ref TVector a, ref TVector b, ref TVector c, ref TVector d);
}
