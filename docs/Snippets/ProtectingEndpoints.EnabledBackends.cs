using FastApiUsers.Authentication;

namespace Snippets;

/// <summary>Reads by cookie or token, everything else by token alone.</summary>
public sealed class CookieReads : IEnabledBackends
{
    private static readonly string[] Reads = ["jwt", "cookie"];
    private static readonly string[] Writes = ["jwt"];

    public ValueTask<IReadOnlyCollection<string>> GetAsync(HttpContext httpContext) =>
        ValueTask.FromResult<IReadOnlyCollection<string>>(HttpMethods.IsGet(httpContext.Request.Method) ? Reads : Writes);
}
