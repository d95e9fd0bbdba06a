using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.Hashing;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Routes;

/// <summary>
/// Answers what any route of the library may meet: 503 with <c>Retry-After</c> (RFC 9110 section 15.6.4) where too many passwords
/// are being hashed or a database does not answer, and the server's own status for a body that is too large or cut short.
/// </summary>
internal sealed class FailureFilter(string settingsName) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (PasswordHashingBusyException exception)
        {
            return ErrorResult.Unavailable(FormatOf(context), Math.Max(1, (int)Math.Ceiling(exception.RetryAfter.TotalSeconds)));
        }
        catch (BadHttpRequestException exception)
        {
            return ErrorResult.Status(FormatOf(context), exception.StatusCode);
        }
        catch (Exception exception) when (OutagesOf(context).IsOutage(exception))
        {
            OutagesOf(context).Report(context.HttpContext, exception);
            return Outages.Refuse(FormatOf(context));
        }
    }

    private static Outages OutagesOf(EndpointFilterInvocationContext context) => context.HttpContext.RequestServices.GetRequiredService<Outages>();

    private ErrorFormat FormatOf(EndpointFilterInvocationContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(settingsName).ErrorFormat;
}
