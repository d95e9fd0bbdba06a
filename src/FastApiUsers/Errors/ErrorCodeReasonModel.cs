namespace FastApiUsers.Errors;

/// <summary>The detail of an error that has more to say than its code.</summary>
/// <param name="Code">A code of <see cref="ErrorCode"/>.</param>
/// <param name="Reason">The reason, for a person to read.</param>
public sealed record ErrorCodeReasonModel(string Code, string Reason);
