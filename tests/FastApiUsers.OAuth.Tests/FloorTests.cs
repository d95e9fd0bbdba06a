namespace FastApiUsers.OAuth.Tests;

/// <summary>The package is useful by itself: it stands on the ground floor.</summary>
public sealed class FloorTests
{
    [Fact]
    public void It_references_neither_ASP_NET_Core_nor_another_project_nor_a_package_but_one()
    {
        var references = typeof(OAuth2Client).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.All(references, name => Assert.StartsWith("Microsoft.IdentityModel.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_handler_follows_no_redirect_and_keeps_no_cookie()
    {
        using var handler = OAuthHttpOptions.CreateHandler();

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
    }
}
