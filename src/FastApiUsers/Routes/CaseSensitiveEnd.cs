namespace FastApiUsers.Routes;

/// <summary>Marks a route whose last segment is a word that an id could be in other letters: <c>/me</c>, but not <c>/ME</c>.</summary>
internal sealed class CaseSensitiveEnd
{
    public static CaseSensitiveEnd Instance { get; } = new();
}
