namespace FastApiUsers.Routes;

/// <summary>Whether a page that a flow ends on is given a code to exchange.</summary>
internal enum OAuthCodeUse
{
    /// <summary>It gets none: the flow signs nobody in.</summary>
    Never,

    /// <summary>Where a challenge asks for one; else the sign-in is a cookie.</summary>
    OnDemand,

    /// <summary>It can only be given a code.</summary>
    Always,
}
