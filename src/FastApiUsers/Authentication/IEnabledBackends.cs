using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>Metadata of an endpoint that says which backends it accepts, request by request.</summary>
public interface IEnabledBackends
{
    /// <summary>The names of the backends that this request may sign in with.</summary>
    ValueTask<IReadOnlyCollection<string>> GetAsync(HttpContext httpContext);
}
