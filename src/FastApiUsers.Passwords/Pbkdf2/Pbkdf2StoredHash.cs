using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>A stored PBKDF2 hash, of any of the forms that are read here. Written as <c>$pbkdf2-sha256$i=600000$salt$hash</c>.</summary>
internal sealed record Pbkdf2StoredHash(Pbkdf2Digest Digest, int Iterations, byte[] Salt, byte[] Hash)
{
    /// <summary>
    /// The least and the most bytes of a hash. Every form says how many it has, for the start of a PBKDF2 hash is a PBKDF2 hash too:
    /// a text that was cut short must not match.
    /// </summary>
    public const int MinimumHashLength = 16;

    /// <inheritdoc cref="MinimumHashLength"/>
    public const int MaximumHashLength = 64;

    /// <summary>l in RFC 8018 section 5.2: the parts of the hash that each take all iterations.</summary>
    public int Blocks => (Hash.Length + Digest.Length - 1) / Digest.Length;

    /// <summary>Reads the form only: the iterations may still be too many.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pbkdf2StoredHash? stored) =>
        Pbkdf2PhcHash.TryParse(text, out stored)
        || Pbkdf2PasslibHash.TryParse(text, out stored)
        || Pbkdf2DjangoHash.TryParse(text, out stored)
        || IdentityHash.TryParse(text, out stored);

    /// <summary>Writes the form that this library makes, in which a hash has the length of its algorithm.</summary>
    public override string ToString() => new PhcString(Digest.PhcId, null, [(Pbkdf2PhcHash.Iterations, Iterations)], Salt, Hash).ToString();
}
