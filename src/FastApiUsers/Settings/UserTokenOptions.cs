using FastApiUsers.Tokens;

namespace FastApiUsers.Settings;

/// <summary>The tokens of one purpose: those that a mail carries, to verify an address or to reset a password, and the state of OAuth.</summary>
public sealed class UserTokenOptions
{
    /// <summary>The secret that signs them.</summary>
    /// <value>The default is <see cref="FastApiUsersOptions.Secret"/>.</value>
    public Secret? Secret { get; set; }

    /// <summary>How long such a token is valid.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The audience (RFC 7519 section 4.1.3) that tells one kind of token from another.</summary>
    /// <value>The default is <c>fastapi-users:reset</c>, <c>fastapi-users:verify</c> or <c>fastapi-users:oauth-state</c>, as in FastAPI Users.</value>
    public string Audience { get; set; } = "";
}
