namespace FastApiUsers.Authentication;

/// <summary>Why a user may not pass, in the order of precedence.</summary>
internal enum UserDenial
{
    /// <summary>The user may pass.</summary>
    None,

    /// <summary>The user is known, but not verified or no superuser: 403.</summary>
    Forbidden,

    /// <summary>Nobody is signed in, or an inactive user is: 401.</summary>
    Unauthorized,
}
