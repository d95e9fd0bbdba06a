using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>
/// PBKDF2 as passlib writes it: <c>$pbkdf2-sha256$29000$salt$hash</c>, with a dot for the plus of base64. The hash has the length of
/// its algorithm.
/// </summary>
internal static class Pbkdf2PasslibHash
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Pbkdf2StoredHash? stored)
    {
        stored = null;
        if (!text.StartsWith(Pbkdf2PhcHash.Prefix, StringComparison.Ordinal)
            || text.Contains('+', StringComparison.Ordinal)
            || DollarFields.Split(text) is not ["", var id, var rounds, var salt, var hash]
            || !DollarFields.TryParseNumber(rounds, out _))
        {
            return false;
        }

        // Apart from the name of the number and the dots it is a PHC string, and is read as strictly as one.
        var phc = $"${id}${Pbkdf2PhcHash.Iterations}={rounds}${salt.Replace('.', '+')}${hash.Replace('.', '+')}";
        return Pbkdf2PhcHash.TryParse(phc, out stored);
    }
}
