using System.Globalization;
using FastApiUsers.Errors;
using FastApiUsers.Hashing;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Routes;

/// <summary>Answers 503 with <c>Retry-After</c> (RFC 9110 section 15.6.4) where too many passwords are being hashed.</summary>
internal sealed class BusyFilter(string settingsName) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (PasswordHashingBusyException exception)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(exception.RetryAfter.TotalSeconds));
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            var options = context.HttpContext.RequestServices.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(settingsName);
            return ErrorResult.Status(options.ErrorFormat, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
