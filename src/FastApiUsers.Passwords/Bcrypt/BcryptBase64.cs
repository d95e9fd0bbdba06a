namespace FastApiUsers.Passwords;

/// <summary>The base64 of bcrypt: its own alphabet, most significant bits first, no padding.</summary>
internal static class BcryptBase64
{
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 5) / 6];
        for (var i = 0; i < text.Length; i++)
        {
            // The six bits start in one byte and may end in the next; past the end there are zeros.
            var (first, offset) = Math.DivRem(i * 6, 8);
            var pair = bytes[first] << 8 | (first + 1 < bytes.Length ? bytes[first + 1] : 0);
            text[i] = Alphabet[pair >> (10 - offset) & 0x3F];
        }

        return new string(text);
    }

    /// <summary>Decodes strictly: false for a character outside the alphabet and for stray bits in the last one.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        for (var i = 0; i < text.Length; i++)
        {
            var value = Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0)
                return false;

            var (first, offset) = Math.DivRem(i * 6, 8);
            var pair = value << (10 - offset);
            bytes[first] |= (byte)(pair >> 8);
            if (first + 1 < bytes.Length)
                bytes[first + 1] |= (byte)pair;
            else if ((byte)pair != 0)
                return false;
        }

        return true;
    }
}
