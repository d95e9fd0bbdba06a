using System.Security.Cryptography;
using FastApiUsers.Errors;
using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Authentication;

/// <summary>Knows a database that does not answer, writes one line a request about it, and refuses with 503 and <c>Retry-After</c> (RFC 9110 section 15.6.4).</summary>
internal sealed class Outages(IEnumerable<IOutageDetector> detectors, ILogger<Outages> logger)
{
    // A server that restarts is back in about this time. Each client is told a time of its own, so that those that were refused
    // together do not come back together.
    private const int MinimumRetrySeconds = 1;
    private const int MaximumRetrySeconds = 5;

    private readonly IOutageDetector[] _detectors = [.. detectors];

    public bool IsOutage(Exception exception) =>
        Chain(exception).Any(link => link is DatabaseUnavailableException) || _detectors.Any(detector => detector.IsOutage(exception));

    /// <summary>Notes that this request met an outage.</summary>
    public OutageFeature Report(HttpContext httpContext, Exception exception)
    {
        if (httpContext.Features.Get<OutageFeature>() is { } known)
            return known;

        // Without the stack: while the database is away each request writes this line.
        Log.DatabaseUnavailable(logger, string.Join(' ', Chain(exception).Select(link => link.Message.ReplaceLineEndings(" "))));
        var feature = new OutageFeature();
        httpContext.Features.Set(feature);
        return feature;
    }

    public static ErrorResult Refuse(ErrorFormat format) =>
        ErrorResult.Unavailable(format, RandomNumberGenerator.GetInt32(MinimumRetrySeconds, MaximumRetrySeconds + 1));

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var link = exception; link is not null; link = link.InnerException)
            yield return link;
    }
}
