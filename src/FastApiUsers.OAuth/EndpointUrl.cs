namespace FastApiUsers.OAuth;

/// <summary>RFC 6749 sections 3.1 and 3.2: an endpoint is reached by TLS, and its URL has no fragment.</summary>
internal static class EndpointUrl
{
    public static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0;

    public static string Check(string? url, string setting) => IsSafe(url)
        ? url!
        : throw new ArgumentException($"{setting} has to be an absolute https URL (http on the loopback interface alone), without user and fragment.", setting);

    public static string? CheckOptional(string? url, string setting) => url is null ? null : Check(url, setting);
}
