using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Sessions;

/// <summary>Who a session is opened for, as far as the request tells.</summary>
/// <param name="UserAgent">What the client says of itself.</param>
/// <param name="IpAddress">Its address.</param>
public sealed record SessionClient(string? UserAgent = null, string? IpAddress = null)
{
    /// <summary>How much of a user agent is kept.</summary>
    public const int MaximumUserAgentLength = 512;

    /// <summary>The client of a request. Behind a proxy its address is right where the application uses the framework's forwarded headers.</summary>
    public static SessionClient Of(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var address = httpContext.Connection.RemoteIpAddress;
        return new(Clean(httpContext.Request.Headers.UserAgent), (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString());
    }

    // What every database can hold, and no terminal or page that lists it stumbles over.
    private static string? Clean(string? text)
    {
        if (text is null)
            return null;

        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaximumUserAgentLength)
                break;
            if (rune != Rune.ReplacementChar && !IsInvisible(Rune.GetUnicodeCategory(rune)))
                clean.Append(rune);
        }

        return clean.Length == 0 ? null : clean.ToString();
    }

    // Controls, line ends, and marks that turn the direction of the text that follows.
    private static bool IsInvisible(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
