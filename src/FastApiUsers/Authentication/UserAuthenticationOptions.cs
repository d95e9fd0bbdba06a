using FastApiUsers.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.OpenApi;

namespace FastApiUsers.Authentication;

/// <summary>The backends that a scheme asks: one, or all of a kind of users.</summary>
internal sealed class UserAuthenticationOptions : AuthenticationSchemeOptions
{
    private static readonly object NoEvents = new();

    public UserAuthenticationOptions()
    {
        NamedBackends = new NamedBackends(this);

        // There are none. Without this the base class of the handler makes an object for them in each request.
        Events = NoEvents;
    }

    public IReadOnlyList<AuthenticationBackend> Backends { get; set; } = [];

    /// <summary>Those of the backends that endpoints name.</summary>
    public NamedBackends NamedBackends { get; }

    public ErrorFormat ErrorFormat { get; set; }

    /// <summary>Whether a 401 names the Bearer scheme (RFC 6750 section 3).</summary>
    public bool ChallengesBearer => Backends.Any(backend => backend.Transport.SecurityScheme.Type is SecuritySchemeType.OAuth2 or SecuritySchemeType.Http);
}
