using System.Text;

namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// The common passwords, of which the assembly has a Bloom filter. It is made by <c>tools/CommonPasswords</c> from the lists of zxcvbn-ts (MIT)
/// and Django (BSD-3-Clause), whose notices are in <c>THIRD-PARTY-NOTICES.md</c>.
/// </summary>
internal static class CommonPasswords
{
    private const string ResourceName = "FastApiUsers.PasswordPolicy.common-passwords.bin";

    private static readonly Lazy<BloomFilter> LazyFilter = new(Read);

    public static BloomFilter Filter => LazyFilter.Value;

    /// <summary>
    /// Whether a password is common, or one character over and over, which the lists have only some of. Of the others, fewer than
    /// 1 in 50,000 are taken for one.
    /// </summary>
    public static bool Contains(string password) => Filter.MayContain(password) || IsOneCharacter(password);

    private static bool IsOneCharacter(string password)
    {
        if (password.Length == 0)
            return false;

        _ = Rune.DecodeFromUtf16(password, out var first, out _);
        foreach (var rune in password.EnumerateRunes())
        {
            // As for the lists, the case of a letter does not make it another.
            if (Rune.ToLowerInvariant(rune) != Rune.ToLowerInvariant(first))
                return false;
        }

        return true;
    }

    private static BloomFilter Read()
    {
        using var resource = typeof(CommonPasswords).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly has no resource {ResourceName}.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new BloomFilter(content);
    }
}
