using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>A fixed set of backends.</summary>
internal sealed class EnabledBackends(IReadOnlyCollection<string> names) : IEnabledBackends
{
    public IReadOnlyCollection<string> Names => names;

    public ValueTask<IReadOnlyCollection<string>> GetAsync(HttpContext httpContext) => ValueTask.FromResult(names);
}
