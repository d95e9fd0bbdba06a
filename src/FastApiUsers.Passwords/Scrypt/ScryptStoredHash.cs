using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>A stored scrypt hash: <c>$scrypt$ln=17,r=8,p=1$salt$hash</c>, or the form of Django.</summary>
internal sealed record ScryptStoredHash(ScryptParameters Parameters, byte[] Salt, byte[] Hash)
{
    /// <summary>The bytes of a hash of this library and of passlib.</summary>
    public const int HashLength = 32;

    /// <summary>The bytes of a hash of Django and of some that write PHC strings.</summary>
    public const int LongHashLength = 64;

    private const string Id = "scrypt";

    /// <summary>Reads the form only: the parameters may still be impossible or too expensive.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ScryptStoredHash? stored) =>
        TryParsePhc(text, out stored) || ScryptDjangoHash.TryParse(text, out stored);

    public override string ToString() =>
        new PhcString(
            Id,
            Version: null,
            [("ln", Parameters.Cost), ("r", Parameters.BlockSize), ("p", Parameters.Parallelism)],
            Salt,
            Hash).ToString();

    private static bool TryParsePhc(string text, [NotNullWhen(true)] out ScryptStoredHash? stored)
    {
        stored = null;

        // Only the two lengths: the start of an scrypt hash is an scrypt hash too, and a text that was cut short must not match.
        if (!text.StartsWith($"${Id}$", StringComparison.Ordinal)
            || !PhcString.TryParse(text, out var phc)
            || phc is not { Version: null, Salt.Length: > 0, Hash.Length: HashLength or LongHashLength }
            || phc.Parameters is not [("ln", var cost), ("r", var blockSize), ("p", var parallelism)])
        {
            return false;
        }

        var parameters = new ScryptParameters { Cost = cost, BlockSize = blockSize, Parallelism = parallelism };
        stored = new ScryptStoredHash(parameters, phc.Salt, phc.Hash);
        return true;
    }
}
