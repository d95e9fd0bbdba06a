namespace FastApiUsers.Passwords;

/// <summary>
/// The compression function G of RFC 9106 section 3.5, as one kind of processor computes it best. It comes in two parts, because the
/// first word of the result says which block is read next: that one can be asked for while the second part is computed.
/// </summary>
internal interface IArgon2Compression
{
    /// <summary>Whether this processor can.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Computes G(x, y), or XORs it into what the target holds, as far as the first word at least.</summary>
    /// <param name="x">The first block.</param>
    /// <param name="y">The second block.</param>
    /// <param name="target">Receives the result; neither of the two.</param>
    /// <param name="xor">Whether the result is XORed into the target.</param>
    /// <param name="scratch">A block to work in, none of the others; the caller wipes it.</param>
    static abstract void Begin(
        ref readonly Argon2Block x,
        ref readonly Argon2Block y,
        ref Argon2Block target,
        bool xor,
        ref Argon2Block scratch);

    /// <summary>Computes the rest of what was begun, with the same arguments.</summary>
    /// <param name="x">The first block.</param>
    /// <param name="y">The second block.</param>
    /// <param name="target">Receives the result.</param>
    /// <param name="xor">Whether the result is XORed into the target.</param>
    /// <param name="scratch">The block with what was begun.</param>
    static abstract void End(
        ref readonly Argon2Block x,
        ref readonly Argon2Block y,
        ref Argon2Block target,
        bool xor,
        ref Argon2Block scratch);
}
