namespace FastApiUsers.Authentication;

/// <summary>The settings of the routes that sign in by a provider.</summary>
public sealed class OAuthRouteOptions : OAuthFlowOptions
{
    /// <summary>
    /// Whether an account is joined with the user who has its e-mail address, where the provider vouches for that or its client is
    /// declared trusted. Where nobody has verified the user's own address, their password, sessions and other accounts end by it.
    /// </summary>
    /// <value>The default is <see langword="false"/>: the answer is <c>OAUTH_USER_ALREADY_EXISTS</c>.</value>
    public bool AssociateByEmail { get; set; }

    /// <summary>Whether a new user is verified, where the provider vouches for the e-mail address or its client is declared trusted.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsVerifiedByDefault { get; set; }
}
