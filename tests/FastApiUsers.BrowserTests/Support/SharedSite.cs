namespace FastApiUsers.BrowserTests;

/// <summary>All tests of the pages.</summary>
[CollectionDefinition(Name)]
public sealed class SharedSite : ICollectionFixture<Site>
{
    public const string Name = "The pages";
}
