using System.Text;

namespace FastApiUsers.OAuth;

/// <summary>application/x-www-form-urlencoded as Python's <c>quote_plus</c> writes it, so that URLs are the original's byte by byte.</summary>
internal static class FormUrl
{
    private const string Hex = "0123456789ABCDEF";

    public static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(parameter => $"{Encode(parameter.Key)}={Encode(parameter.Value)}"));

    public static string Encode(string text)
    {
        var builder = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)value;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~')
                builder.Append(c);
            else if (c == ' ')
                builder.Append('+');
            else
                builder.Append('%').Append(Hex[value >> 4]).Append(Hex[value & 15]);
        }

        return builder.ToString();
    }
}
