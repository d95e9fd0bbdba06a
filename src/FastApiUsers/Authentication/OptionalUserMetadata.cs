namespace FastApiUsers.Authentication;

/// <summary>Marks an endpoint that knows its user but does not ask for one.</summary>
internal sealed record OptionalUserMetadata(UserKind Kind);
