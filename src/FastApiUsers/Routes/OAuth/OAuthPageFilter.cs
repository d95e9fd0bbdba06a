using FastApiUsers.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Routes;

/// <summary>Sends what a route refuses to the page of the flow, as <c>error=…</c>. A page gets a code and no words that a stranger has chosen.</summary>
/// <param name="findPage">The page, or <see langword="null"/> for an answer as that of the original.</param>
/// <param name="minimumStatus">The least status that is sent there; below it, it is whoever called who has made a mistake.</param>
internal sealed class OAuthPageFilter(Func<HttpContext, string?> findPage, int minimumStatus) : IEndpointFilter
{
    private const int MaximumCodeLength = 50;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context).ConfigureAwait(false);
        return answer is ErrorResult error && error.StatusCode >= minimumStatus && findPage(context.HttpContext) is { } page
            ? OAuthPages.Show(page, "error", CodeOf(error))
            : answer;
    }

    private static string CodeOf(ErrorResult error) =>
        error.Code == ReasonPhrases.GetReasonPhrase(error.StatusCode) ? error.Code.ToUpperInvariant().Replace(' ', '_')
        : IsCode(error.Code) ? error.Code
        : ErrorCode.OAuthRefused;

    // Those of RFC 6749 section 4.1.2.1 and all registered since are of small letters, ours of capital ones.
    private static bool IsCode(string text) => text.Length is > 0 and <= MaximumCodeLength
        && (text.All(letter => letter is (>= 'a' and <= 'z') or '_') || text.All(letter => letter is (>= 'A' and <= 'Z') or '_'));
}
