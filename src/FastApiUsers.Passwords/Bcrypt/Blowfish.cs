using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// The Blowfish cipher with the two key schedules of bcrypt, in memory of the caller, who can have it on the stack: nothing is
/// allocated, and the collector leaves no copies behind. It is wiped when disposed.
/// </summary>
internal readonly ref struct Blowfish
{
    /// <summary>The number of subkeys, each of 32 bits: all of a key that counts.</summary>
    public const int Subkeys = 18;

    /// <summary>The number of words that the state takes.</summary>
    public const int StateLength = Subkeys + 4 * BoxLength;

    private const int BoxLength = 256;

    private static readonly Lazy<uint[]> InitialState = new(() => PiDigits.FractionWords(StateLength));

    // The P array and then the four S boxes, as in the digits of pi.
    private readonly Span<uint> _state;

    /// <summary>Starts from the digits of pi.</summary>
    /// <param name="state">Memory of <see cref="StateLength"/> words.</param>
    public Blowfish(Span<uint> state)
    {
        // Once here, because below the length is taken for granted.
        _state = state[..StateLength];
        InitialState.Value.CopyTo(_state);
    }

    /// <summary>ExpandKey of the bcrypt paper.</summary>
    /// <param name="key">The key, repeated to 18 words.</param>
    /// <param name="salt">Four words mixed in between, or none for the plain schedule of Blowfish.</param>
    public void Expand(ReadOnlySpan<uint> key, ReadOnlySpan<uint> salt)
    {
        for (var i = 0; i < Subkeys; i++)
            _state[i] ^= key[i];

        uint left = 0, right = 0;
        for (var i = 0; i < StateLength; i += 2)
        {
            if (!salt.IsEmpty)
            {
                left ^= salt[i & 2];
                right ^= salt[(i & 2) + 1];
            }

            Encrypt(ref left, ref right);
            _state[i] = left;
            _state[i + 1] = right;
        }
    }

    /// <summary>Encrypts one block of two words in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Encrypt(ref uint left, ref uint right)
    {
        ref var subkeys = ref MemoryMarshal.GetReference(_state);
        ref var boxes = ref Unsafe.Add(ref subkeys, Subkeys);

        // The subkey comes before the round function, on which everything waits.
        var (l, r) = (left ^ subkeys, right);
        for (var round = 1; round <= 16; round += 2)
        {
            r = r ^ Unsafe.Add(ref subkeys, round) ^ Round(ref boxes, l);
            l = l ^ Unsafe.Add(ref subkeys, round + 1) ^ Round(ref boxes, r);
        }

        (left, right) = (r ^ Unsafe.Add(ref subkeys, Subkeys - 1), l);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_state));

    // Each index is a byte within its box of 256, which makes the unchecked reads safe.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Round(ref uint boxes, uint x) =>
        ((Unsafe.Add(ref boxes, (nuint)(x >> 24))
            + Unsafe.Add(ref boxes, BoxLength + (nuint)(byte)(x >> 16)))
            ^ Unsafe.Add(ref boxes, 2 * BoxLength + (nuint)(byte)(x >> 8)))
            + Unsafe.Add(ref boxes, 3 * BoxLength + (nuint)(byte)x);
}
