using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>The padded standard base64 of Django and of ASP.NET Core Identity, read strictly: one text for one value.</summary>
internal static class PaddedBase64
{
    /// <summary>Decodes a text of a known number of bytes.</summary>
    public static bool TryDecode(string text, int length, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length != (length + 2) / 3 * 4)
            return false;

        // Written back and compared: the decoder of the platform also takes white space and stray bits in the last character.
        var decoded = new byte[length];
        if (!Convert.TryFromBase64String(text, decoded, out var written) || written != length || Convert.ToBase64String(decoded) != text)
            return false;

        bytes = decoded;
        return true;
    }
}
