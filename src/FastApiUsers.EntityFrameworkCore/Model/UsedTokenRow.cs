namespace FastApiUsers.EntityFrameworkCore;

/// <summary>A row of the table of used tokens, which all kinds of users share.</summary>
public sealed class UsedTokenRow
{
    /// <summary>What tells the token from all others; not the token itself.</summary>
    public required string Id { get; set; }

    /// <summary>When the token has expired by itself, and the row may go.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}
