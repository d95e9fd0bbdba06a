namespace FastApiUsers.TestServers.OAuth;

/// <summary>Who is logged in at the provider.</summary>
/// <param name="Subject">The id there.</param>
/// <param name="Email">The e-mail address.</param>
public sealed record FakePerson(string Subject, string? Email)
{
    /// <summary>The person that everybody knows.</summary>
    public static FakePerson Arthur { get; } = new("10769150350006150715113082367", "arthur@camelot.bt");
}
