namespace FastApiUsers.OpenApi;

/// <summary>The content types of a body that the document names.</summary>
internal sealed record ContentTypes(IReadOnlyList<string> Names)
{
    /// <summary>The one that routing is given.</summary>
    public const string Any = "*/*";
}
