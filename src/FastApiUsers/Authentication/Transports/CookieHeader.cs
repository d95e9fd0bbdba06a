using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>
/// Cookies as Python's <c>http.cookies</c> writes and reads them. The framework's own writer has no empty quoted value and
/// encodes other characters, so a client would see other bytes.
/// </summary>
internal static class CookieHeader
{
    private const string Legal = "!#$%&'*+-.^_`|~:";
    private const string LegalInQuotes = Legal + " ()/<=>?@[]{}";

    public static string Quote(string value)
    {
        if (value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || Legal.Contains(c, StringComparison.Ordinal)))
            return value;

        var builder = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (char.IsAsciiLetterOrDigit(c) || LegalInQuotes.Contains(c, StringComparison.Ordinal) || c > 0xFF)
                builder.Append(c);
            else if (c is '"' or '\\')
                builder.Append('\\').Append(c);
            else
                builder.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
        }

        return builder.Append('"').ToString();
    }

    /// <summary>The value of a cookie. Of several with one name the last one counts.</summary>
    public static string? Find(string header, string name)
    {
        string? found = null;
        foreach (var range in header.AsSpan().Split(';'))
        {
            var pair = header.AsSpan(range);
            var equals = pair.IndexOf('=');
            if (equals >= 0 && pair[..equals].Trim().SequenceEqual(name))
                found = Unquote(pair[(equals + 1)..].Trim());
        }

        return found;
    }

    private static string Unquote(ReadOnlySpan<char> value)
    {
        if (value.Length < 2 || value[0] != '"' || value[^1] != '"')
            return value.ToString();

        var builder = new StringBuilder();
        for (value = value[1..^1]; value.Length > 0;)
        {
            if (value is ['\\', >= '0' and <= '3', >= '0' and <= '7', >= '0' and <= '7', ..])
            {
                builder.Append((char)Convert.ToInt32(value[1..4].ToString(), 8));
                value = value[4..];
                continue;
            }

            if (value is ['\\', _, ..])
                value = value[1..];
            builder.Append(value[0]);
            value = value[1..];
        }

        return builder.ToString();
    }

    /// <exception cref="ArgumentException">A name, path or domain would break the header, or the same-site mode is not one that browsers know.</exception>
    public static void Check(string name, string path, string? domain, SameSiteMode sameSite)
    {
        if (name.Length == 0 || Quote(name) != name)
            throw new ArgumentException($"The cookie name '{name}' is not a token of RFC 6265 section 4.1.1.", nameof(name));
        if (HasSeparator(path) || HasSeparator(domain))
            throw new ArgumentException("A cookie's path and domain must have no semicolon and no control character (RFC 6265 section 4.1.1).", nameof(path));
        if (sameSite is not (SameSiteMode.Lax or SameSiteMode.Strict or SameSiteMode.None))
            throw new ArgumentException("A cookie's same-site mode is Lax, Strict or None.", nameof(sameSite));
    }

    private static bool HasSeparator(string? value) => value is not null && value.Any(c => c == ';' || char.IsControl(c));

    /// <summary>A <c>Set-Cookie</c> value (RFC 6265 section 4.1) with its attributes in alphabetical order.</summary>
    public static string Write(string name, string value, string path, string? domain, bool secure, bool httpOnly, SameSiteMode sameSite, TimeSpan? maxAge)
    {
        var builder = new StringBuilder(name).Append('=').Append(Quote(value));
        if (domain is not null)
            builder.Append("; Domain=").Append(domain);
        if (httpOnly)
            builder.Append("; HttpOnly");
        if (maxAge is { } age)
            builder.Append(CultureInfo.InvariantCulture, $"; Max-Age={(long)age.TotalSeconds}");
        builder.Append("; Path=").Append(path);
        builder.Append("; SameSite=").Append(sameSite.ToString().ToLowerInvariant());
        if (secure)
            builder.Append("; Secure");
        return builder.ToString();
    }
}
