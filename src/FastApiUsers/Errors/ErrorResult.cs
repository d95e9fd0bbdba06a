using System.Globalization;
using FastApiUsers.Json;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Errors;

/// <summary>The one place that writes an error, in the configured <see cref="ErrorFormat"/>.</summary>
internal sealed class ErrorResult : IResult
{
    private readonly ErrorFormat _format;
    private readonly string? _reason;
    private readonly IReadOnlyList<ValidationError>? _errors;
    private int? _retrySeconds;

    private ErrorResult(ErrorFormat format, int status, string code, string? reason = null, IReadOnlyList<ValidationError>? errors = null)
    {
        _format = format;
        StatusCode = status;
        Code = code;
        _reason = reason;
        _errors = errors;
    }

    public int StatusCode { get; }

    /// <summary>The code, or the reason phrase of the status.</summary>
    public string Code { get; }

    public static ErrorResult BadRequest(ErrorFormat format, string code, string? reason = null) =>
        new(format, StatusCodes.Status400BadRequest, code, reason);

    public static ErrorResult Invalid(ErrorFormat format, params IReadOnlyList<ValidationError> errors) =>
        new(format, StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR", errors: errors);

    /// <summary>An error without a code of its own: <c>Unauthorized</c>, <c>Forbidden</c>, <c>Not Found</c> …</summary>
    public static ErrorResult Status(ErrorFormat format, int status, string? text = null) =>
        new(format, status, text ?? ReasonPhrases.GetReasonPhrase(status));

    /// <summary>503, after which a client waits before it comes again (RFC 9110 section 15.6.4).</summary>
    public static ErrorResult Unavailable(ErrorFormat format, int retrySeconds) =>
        new(format, StatusCodes.Status503ServiceUnavailable, ReasonPhrases.GetReasonPhrase(StatusCodes.Status503ServiceUnavailable)) { _retrySeconds = retrySeconds };

    public static string ContentTypeOf(ErrorFormat format) => format == ErrorFormat.ProblemDetails ? "application/problem+json" : "application/json";

    /// <summary>What is written: for the answer and for its example in a document.</summary>
    public object Body => _format == ErrorFormat.ProblemDetails ? ToProblem() : ToOriginal();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCode;
        if (_retrySeconds is { } seconds)
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return httpContext.Response.WriteAsJsonAsync(Body, WireJson.Options, ContentTypeOf(_format), httpContext.RequestAborted);
    }

    private object ToOriginal() =>
        _errors is not null ? new ValidationErrorModel(_errors)
        : _reason is not null ? new ErrorModel(new ErrorCodeReasonModel(Code, _reason))
        : new ErrorModel(Code);

    // RFC 9457 section 3; "code" and "errors" are extension members (section 3.2).
    private Dictionary<string, object> ToProblem()
    {
        var problem = new Dictionary<string, object>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(StatusCode),
            ["status"] = StatusCode,
            ["code"] = Code,
        };
        if (_reason is not null)
            problem["detail"] = _reason;
        if (_errors is not null)
            problem["errors"] = _errors;
        return problem;
    }
}
