namespace FastApiUsers.OpenApi;

/// <summary>A parameter that a handler reads from the query by itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsList">Whether it may be there several times.</param>
internal sealed record QueryParameter(string Name, bool IsList = false);
