using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// A set of ASCII texts that forgets the texts and keeps bits: it knows each of its own again, whatever the case of the letters, and takes about
/// 1 in 100,000 others for one. A look-up allocates nothing.
/// </summary>
/// <remarks>
/// The content is three little-endian 32-bit numbers (how many texts; the length of the shortest and of the longest) and then the bits. Each
/// of the 16 hashes is 32 bits of the text's SHA-512, scaled to the number of bits. With 24 bits a text, 16 hashes set
/// 1 - e^(-16/24) = 0.487 of the bits, and 0.487^16 is 1 in 100,000. Nothing is secret here: SHA-512 is at hand and stays the same.
/// </remarks>
internal sealed class BloomFilter
{
    private const int BitsPerText = 24;
    private const int HeaderLength = 3 * sizeof(int);
    private const int LengthLimit = 64;

    private readonly byte[] _content;
    private readonly int _shortest;
    private readonly int _longest;

    /// <summary>Takes the content of a file.</summary>
    /// <exception cref="InvalidDataException">It is not that of a filter.</exception>
    public BloomFilter(byte[] content)
    {
        if (content.Length <= HeaderLength)
            throw new InvalidDataException("The filter is cut off.");

        _content = content;
        Count = ReadNumber(0);
        _shortest = ReadNumber(1);
        _longest = ReadNumber(2);
        if (_longest > LengthLimit || Bits.Length != ByteLength(Count))
            throw new InvalidDataException("The filter does not have the length that its header tells.");
    }

    /// <summary>How many texts were added.</summary>
    public int Count { get; }

    /// <summary>What a file keeps.</summary>
    public ReadOnlySpan<byte> Content => _content;

    public ReadOnlySpan<byte> Bits => _content.AsSpan(HeaderLength);

    /// <summary>Makes a filter of ASCII texts in lower case, each given once, of at most 64 characters.</summary>
    public static BloomFilter Create(IReadOnlyCollection<string> texts)
    {
        var content = new byte[HeaderLength + ByteLength(texts.Count)];
        int[] header = [texts.Count, texts.Min(text => text.Length), texts.Max(text => text.Length)];
        for (var i = 0; i < header.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(i * sizeof(int)), header[i]);

        var bits = content.AsSpan(HeaderLength);
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        foreach (var text in texts)
        {
            SHA512.HashData(Encoding.ASCII.GetBytes(text), hash);
            for (var rest = hash; !rest.IsEmpty; rest = rest[sizeof(uint)..])
            {
                var (index, mask) = Position(rest, bits.Length);
                bits[index] |= mask;
            }
        }

        return new BloomFilter(content);
    }

    /// <summary>Whether a text was added, or is one of the few that are taken for one.</summary>
    public bool MayContain(ReadOnlySpan<char> text)
    {
        if (text.Length < _shortest || text.Length > _longest)
            return false;

        Span<byte> lower = stackalloc byte[LengthLimit];
        if (Ascii.ToLower(text, lower, out var length) != System.Buffers.OperationStatus.Done)
            return false;

        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(lower[..length], hash);
        var bits = Bits;
        for (var rest = hash; !rest.IsEmpty; rest = rest[sizeof(uint)..])
        {
            var (index, mask) = Position(rest, bits.Length);
            if ((bits[index] & mask) == 0)
                return false;
        }

        return true;
    }

    private static (int Index, byte Mask) Position(ReadOnlySpan<byte> hash, int byteLength)
    {
        var bit = (long)(((ulong)BinaryPrimitives.ReadUInt32LittleEndian(hash) * ((ulong)byteLength * 8)) >> 32);
        return ((int)(bit / 8), (byte)(1 << (int)(bit % 8)));
    }

    private static int ByteLength(int count) => checked(count * BitsPerText / 8);

    private int ReadNumber(int index) => BinaryPrimitives.ReadInt32LittleEndian(_content.AsSpan(index * sizeof(int)));
}
