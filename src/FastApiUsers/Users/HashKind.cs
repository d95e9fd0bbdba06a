using System.Text.RegularExpressions;

namespace FastApiUsers.Users;

/// <summary>
/// How a stored hash begins with all others of its algorithm and parameters, which cost the same to verify: what stands before
/// the salt, for example <c>$2b$12$</c> or <c>pbkdf2_sha256$600000$</c>.
/// </summary>
internal static partial class HashKind
{
    /// <returns>The beginning; empty where the form of the hash is unknown.</returns>
    public static string Of(string hash) => Beginning().Match(hash).Value;

    // The name of the algorithm and the numbers after it; or ASP.NET Core Identity, whose parameters are the first 17 letters
    // (version 3) or none (version 2); or "!", which marks a text that is no hash.
    [GeneratedRegex(@"^\$?[^$]+\$(([0-9]+|[a-z]+=[0-9]+(,[a-z]+=[0-9]+)*)\$)*|^AQAAAA.{11}|^[A!]", RegexOptions.ExplicitCapture)]
    private static partial Regex Beginning();
}
