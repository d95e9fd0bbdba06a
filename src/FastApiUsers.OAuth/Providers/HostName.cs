namespace FastApiUsers.OAuth;

/// <summary>A host that a setting names, which must not turn a URL into another.</summary>
internal static class HostName
{
    public static string Check(string host, string setting) => Uri.CheckHostName(host) == UriHostNameType.Dns
        ? host
        : throw new ArgumentException($"{setting} has to be a host name alone, such as example.com.", setting);

    public static string CheckLabel(string label, string setting) =>
        label is { Length: > 0 } && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            ? label
            : throw new ArgumentException($"{setting} has to be of letters, digits, hyphens and dots.", setting);
}
