using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>PBKDF2 in the PHC string format: <c>$pbkdf2-sha256$i=600000$salt$hash</c>, or <c>i=600000,l=32</c> with the length.</summary>
internal static class Pbkdf2PhcHash
{
    public const string Prefix = "$pbkdf2";

    public const string Iterations = "i";

    private const string Length = "l";

    public static bool TryParse(string text, [NotNullWhen(true)] out Pbkdf2StoredHash? stored)
    {
        stored = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || !PhcString.TryParse(text, out var phc)
            || Pbkdf2Digest.FindPhc(phc.Id) is not { } digest
            || phc is not { Version: null, Salt.Length: > 0 })
        {
            return false;
        }

        // Without a length, it is that of the algorithm.
        var (iterations, length) = phc.Parameters switch
        {
            [(Iterations, var i)] => (i, digest.Length),
            [(Iterations, var i), (Length, var l)] => (i, l),
            _ => default,
        };
        if (length is < Pbkdf2StoredHash.MinimumHashLength or > Pbkdf2StoredHash.MaximumHashLength || length != phc.Hash.Length)
            return false;

        stored = new Pbkdf2StoredHash(digest, iterations, phc.Salt, phc.Hash);
        return true;
    }
}
