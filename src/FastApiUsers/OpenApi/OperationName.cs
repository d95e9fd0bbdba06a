using FastApiUsers.Authentication;

namespace FastApiUsers.OpenApi;

/// <summary>The name of a route in the original, for example <c>auth:jwt.login</c>, which with path and method makes the operation id, and whose users it is about.</summary>
internal sealed record OperationName(UserKind Kind, string Value);
