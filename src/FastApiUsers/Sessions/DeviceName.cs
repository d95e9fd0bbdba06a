namespace FastApiUsers.Sessions;

/// <summary>
/// What a person calls a device, made from the user agent (RFC 9110 section 10.1.5): <c>Firefox on Windows</c>. It is what the client
/// says of itself, so it helps an honest person to know their devices and proves nothing.
/// </summary>
public static class DeviceName
{
    private const string Unknown = "Unknown device";

    // Browsers name those that they descend from as well: the first that is found is meant.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Opera", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
        ("YaBrowser/", "Yandex Browser"), ("DuckDuckGo/", "DuckDuckGo"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Chromium/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
        ("Macintosh", "Mac"), ("Mac OS", "Mac"), ("Darwin", "Apple"), ("Linux", "Linux"),
    ];

    /// <summary>The name of a device.</summary>
    /// <param name="userAgent">The header <c>User-Agent</c>.</param>
    public static string Of(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
            return Unknown;

        var program = Find(Browsers, userAgent) ?? FindProduct(userAgent);
        var system = Find(Systems, userAgent);
        return (program, system) switch
        {
            (null, null) => Unknown,
            (null, _) => system,
            (_, null) => program,
            _ => $"{program} on {system}",
        };
    }

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        Array.Find(known, entry => userAgent.Contains(entry.Mark, StringComparison.Ordinal)).Name;

    // The first product of any other program: "curl" of curl/8.5.0.
    private static string? FindProduct(string userAgent)
    {
        var product = userAgent.Split('/', ' ', '(')[0];
        return product is "" or "Mozilla" ? null : product;
    }
}
