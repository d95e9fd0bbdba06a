using System.Text.RegularExpressions;

namespace FastApiUsers.Users;

/// <summary>
/// How a stored hash begins with all others of its algorithm and parameters, which cost the same to verify: what stands before
/// the salt, for example <c>$2b$12$</c> or <c>pbkdf2_sha256$600000$</c>.
/// </summary>
internal static partial class HashKind
{
    /// <summary>The kind of a text that is no hash and costs nothing: it marks a user without a password.</summary>
    public const string NoPassword = "!";

    private const string IdentityVersion2 = "A";

    // Its first byte is 0, so its second letter has two bits of 0 and four of the salt. Version 3 has Q there.
    private static readonly string[] IdentityVersion2Beginnings = [.. "ABCDEFGHIJKLMNOP".Select(letter => IdentityVersion2 + letter)];

    /// <returns>The kind; empty where the form of the hash is unknown.</returns>
    public static string Of(string hash) => Kind().Match(hash).Value;

    /// <returns>Whether it is the kind of hashes that may cost something.</returns>
    public static bool IsOfHashes(string kind) => kind is not ("" or NoPassword);

    /// <returns>How the hashes of this one's kind begin, and no others; where its form is unknown, the hash itself.</returns>
    public static IReadOnlyList<string> BeginningsOf(string hash) => Of(hash) switch
    {
        "" => [hash],
        IdentityVersion2 => IdentityVersion2Beginnings,
        var kind => [kind],
    };

    // The mark; or the name of the algorithm and the numbers after it; or ASP.NET Core Identity, whose parameters are the first 17
    // letters (version 3) or none (version 2, 49 bytes).
    [GeneratedRegex(
        @"^!|^\$?[^$]+\$(([0-9]+|[a-z]+=[0-9]+(,[a-z]+=[0-9]+)*)\$)*|^AQAAAA.{11}|^A(?=[A-P][A-Za-z0-9+/]{64}==$)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Kind();
}
