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

    /// <summary>Whether a password is common. Of those that are not, fewer than 1 in 50,000 are taken for one.</summary>
    public static bool Contains(string password) => Filter.MayContain(password);

    private static BloomFilter Read()
    {
        using var resource = typeof(CommonPasswords).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly has no resource {ResourceName}.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new BloomFilter(content);
    }
}
