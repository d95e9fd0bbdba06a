namespace FastApiUsers.Authentication;

/// <summary>What holds for both ways to a provider: to sign in, and to connect an account.</summary>
public abstract class OAuthFlowOptions
{
    private protected OAuthFlowOptions()
    {
    }

    /// <summary>Where the provider sends the person back to: an absolute URL that is registered with the provider, of a page that calls the callback route.</summary>
    /// <value>The default is <see langword="null"/>: the callback route itself, by scheme and host of the request.</value>
    public string? RedirectUrl { get; set; }

    /// <summary>Whether only verified users may sign in, or connect an account.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RequiresVerification { get; set; }

    /// <summary>The cookie against request forgery.</summary>
    public OAuthCsrfCookieOptions CsrfCookie { get; } = new();

    /// <summary>
    /// The pages of the application, by their whole text, that <c>redirect_to</c> may name: paths (<c>/profile</c>) and URLs
    /// (<c>https://app.example.com/signed-in</c>, <c>com.example.app:/signed-in</c>). Then <c>/authorize</c> itself sends the browser to
    /// the provider, and the callback ends on that page, with <c>error=…</c> where it failed.
    /// </summary>
    /// <value>Empty by default: both routes answer as those of FastAPI Users.</value>
    public IList<string> RedirectPages { get; } = [];

    /// <summary>The page for errors of a callback that does not say which page it was for, because its state cannot be read. It gets <c>error=…</c>.</summary>
    /// <value>The default is <see langword="null"/>: such an error is answered as JSON.</value>
    public string? ErrorPage { get; set; }
}
