using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Users;

/// <summary>What led to an event.</summary>
/// <param name="HttpContext">The request, with the response that is about to be sent; <see langword="null"/> where a program called the manager.</param>
public sealed record UserEventContext(HttpContext? HttpContext = null)
{
    /// <summary>The session that led to it; <see langword="null"/> where there is none.</summary>
    public string? SessionId { get; init; }

    internal static UserEventContext None { get; } = new();
}
