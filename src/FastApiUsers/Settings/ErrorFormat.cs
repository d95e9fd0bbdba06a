namespace FastApiUsers.Settings;

/// <summary>The shape of an error's body.</summary>
public enum ErrorFormat
{
    /// <summary>That of FastAPI Users: <c>{"detail": CODE}</c> or <c>{"detail": {"code": CODE, "reason": …}}</c>.</summary>
    Original,

    /// <summary>RFC 9457 problem details with the same code in the member <c>code</c>.</summary>
    ProblemDetails,
}
