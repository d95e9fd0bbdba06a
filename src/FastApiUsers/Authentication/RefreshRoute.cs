namespace FastApiUsers.Authentication;

/// <summary>Marks the refresh route of a backend, whose path its cookie is limited to.</summary>
internal sealed record RefreshRoute(AuthRouteGroup Group);
