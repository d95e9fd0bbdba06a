using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Routes;

/// <summary>The pages of the application that a flow may end on, and no others (RFC 9700 section 4.11: no open redirector).</summary>
internal sealed class OAuthPages
{
    private static readonly string[] ScriptSchemes = ["javascript", "data", "vbscript", "file"];

    private const int MaximumErrorLength = 50;

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

    public bool Contains(string page) => _pages.Contains(page);

    /// <summary>Ends a flow that failed: on its page, on that for errors, or else as a route of the original.</summary>
    /// <param name="state">The state, where it can be read.</param>
    /// <param name="format">The format of errors.</param>
    /// <param name="code">The code of the error.</param>
    /// <param name="status">The status of an answer without a page.</param>
    public IResult Fail(OAuthState? state, ErrorFormat format, string code, int status = StatusCodes.Status400BadRequest)
    {
        var page = state is null ? _errorPage : state.Page is { } wanted && Contains(wanted) ? wanted : null;
        return page is null ? ErrorResult.Status(format, status, code) : Show(page, "error", code);
    }

    /// <summary>Ends a flow that the provider, or whoever pretends to be it, says has failed. A page gets a code and no words of a stranger's.</summary>
    public IResult FailByProvider(OAuthState? state, ErrorFormat format, string error) =>
        (state is null ? _errorPage : state.Page) is null && IsText(error) ? ErrorResult.BadRequest(format, error)
        : Fail(state, format, IsCode(error) ? error : ErrorCode.OAuthRefused);

    // RFC 6749 section 4.1.2.1.
    private static bool IsText(string error) => error.All(letter => letter is >= ' ' and <= '~' and not '"' and not '\\');

    // The registered ones are all of this form.
    private static bool IsCode(string error) => error.Length is > 0 and <= MaximumErrorLength && error.All(letter => letter is (>= 'a' and <= 'z') or '_');

    public static IResult Show(string page, string name, string value) => TypedResults.Redirect(QueryHelpers.AddQueryString(page, name, value));

    private static bool IsSafe(string page)
    {
        // A header holds nothing else (RFC 9110 section 5.5); it is for the application to encode it.
        if (!page.All(letter => letter is > ' ' and <= '~'))
            return false;

        // A browser reads // and /\ as the beginning of a host.
        if (page.StartsWith('/'))
            return page is not ['/', '/' or '\\', ..] && !page.Contains('#', StringComparison.Ordinal);

        return Uri.TryCreate(page, UriKind.Absolute, out var url) && url.Fragment.Length == 0
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp ? url.IsLoopback : !ScriptSchemes.Contains(url.Scheme)));
    }
}
