using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace FastApiUsers.Passwords;

/// <summary>scrypt as Django writes it: <c>scrypt$16384$salt$8$5$hash</c>: N, the salt as it is, r, p and 64 bytes of base64.</summary>
internal static class ScryptDjangoHash
{
    private const string Id = "scrypt";

    public static bool TryParse(string text, [NotNullWhen(true)] out ScryptStoredHash? stored)
    {
        stored = null;
        if (!text.StartsWith(Id, StringComparison.Ordinal)
            || DollarFields.Split(text) is not [Id, var countText, var saltText, var blockSizeText, var parallelismText, var hashText]
            || !DollarFields.TryParseNumber(countText, out var count)
            || !BitOperations.IsPow2(count)
            || !DollarFields.TryParseSalt(saltText, out var salt)
            || !DollarFields.TryParseNumber(blockSizeText, out var blockSize)
            || !DollarFields.TryParseNumber(parallelismText, out var parallelism)
            || !PaddedBase64.TryDecode(hashText, ScryptStoredHash.LongHashLength, out var hash))
        {
            return false;
        }

        var parameters = new ScryptParameters { Cost = BitOperations.Log2((uint)count), BlockSize = blockSize, Parallelism = parallelism };
        stored = new ScryptStoredHash(parameters, salt, hash);
        return true;
    }
}
