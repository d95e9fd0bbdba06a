namespace FastApiUsers.OpenApi;

/// <summary>The name of a route in the original, for example <c>auth:jwt.login</c>. With the path and the method it makes the operation id.</summary>
internal sealed record OperationName(string Value);
