namespace FastApiUsers.Authentication;

/// <summary>Two authentication backends have one name. It is thrown at start-up.</summary>
/// <param name="name">The name.</param>
public sealed class DuplicateBackendNamesException(string name)
    : InvalidOperationException($"There are two authentication backends '{name}'. Give each its own name.");
