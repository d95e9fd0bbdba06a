using FastApiUsers.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Routes;

/// <summary>The pages of the application that a flow may end on, and no others (RFC 9700 section 4.11: no open redirector).</summary>
internal sealed class OAuthPages
{
    private static readonly string[] ScriptSchemes = ["javascript", "data", "vbscript", "file"];

    private readonly HashSet<string> _pages;
    private readonly string? _errorPage;

    /// <exception cref="ArgumentException">An entry is neither a path nor a URL that is safe to be sent to.</exception>
    public OAuthPages(OAuthFlowOptions options)
    {
        _pages = [.. options.RedirectPages];
        _errorPage = options.ErrorPage;
        foreach (var page in _pages.Concat(_errorPage is null ? [] : [_errorPage]))
        {
            if (!IsSafe(page))
                throw new ArgumentException($"The page '{page}' is neither a path ('/profile') nor an https URL nor one of a scheme of your own ('com.example.app:/signed-in', RFC 8252 section 7.1), without a fragment, and percent-encoded.");
        }
    }

    public bool Any => _pages.Count > 0;

    public bool Contains(string? page) => page is not null && _pages.Contains(page);

    /// <summary>Where errors of a callback go: to the page that its flow is for; to that for errors, where nobody can tell which that is; or nowhere.</summary>
    /// <param name="state">The state, where it can be read.</param>
    public string? FindForErrors(OAuthState? state) => state is null ? _errorPage : Contains(state.Page) ? state.Page : null;

    public static string WithParameter(string page, string name, string value) => QueryHelpers.AddQueryString(page, name, value);

    public static IResult Show(string page, string name, string value) => TypedResults.Redirect(WithParameter(page, name, value));

    /// <summary>Whether a browser can be sent to a URL: by https, or http on the loopback interface, or into a program (RFC 8252 section 7).</summary>
    public static bool IsSafeUrl(string url) => IsPrintable(url) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp ? uri.IsLoopback : !ScriptSchemes.Contains(uri.Scheme)));

    // A browser reads // and /\ as the beginning of a host.
    private static bool IsSafe(string page) => page.StartsWith('/')
        ? IsPrintable(page) && page is not ['/', '/' or '\\', ..] && !page.Contains('#', StringComparison.Ordinal)
        : IsSafeUrl(page);

    // A header holds nothing else (RFC 9110 section 5.5); it is for the application to encode it.
    private static bool IsPrintable(string text) => text.All(letter => letter is > ' ' and <= '~');
}
