namespace FastApiUsers.Errors;

/// <summary>The body of a 422.</summary>
/// <param name="Detail">All that is wrong.</param>
public sealed record ValidationErrorModel(IReadOnlyList<ValidationError> Detail);
