namespace FastApiUsers.Errors;

/// <summary>The body of an error.</summary>
/// <param name="Detail">A code of <see cref="ErrorCode"/>, or an <see cref="ErrorCodeReasonModel"/>.</param>
public sealed record ErrorModel(object Detail);
