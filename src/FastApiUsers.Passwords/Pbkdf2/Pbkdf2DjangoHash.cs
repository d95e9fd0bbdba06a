using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>PBKDF2 as Django writes it: <c>pbkdf2_sha256$1000000$salt$hash</c>, the hash in base64 and the salt as it is.</summary>
internal static class Pbkdf2DjangoHash
{
    private const string Prefix = "pbkdf2_";

    public static bool TryParse(string text, [NotNullWhen(true)] out Pbkdf2StoredHash? stored)
    {
        stored = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || DollarFields.Split(text) is not [var id, var iterationsText, var saltText, var hashText]
            || Pbkdf2Digest.FindDjango(id) is not { } digest
            || !DollarFields.TryParseNumber(iterationsText, out var iterations)
            || !DollarFields.TryParseSalt(saltText, out var salt)
            || !PaddedBase64.TryDecode(hashText, digest.Length, out var hash))
        {
            return false;
        }

        stored = new Pbkdf2StoredHash(digest, iterations, salt, hash);
        return true;
    }
}
