namespace FastApiUsers.Errors;

/// <summary>The codes of the errors on the wire: those of FastAPI Users, by which clients tell errors apart.</summary>
public static class ErrorCode
{
    /// <summary>The password of a registration is not accepted.</summary>
    public const string RegisterInvalidPassword = "REGISTER_INVALID_PASSWORD";

    /// <summary>A user with this e-mail address exists.</summary>
    public const string RegisterUserAlreadyExists = "REGISTER_USER_ALREADY_EXISTS";

    /// <summary>The provider gave no usable e-mail address.</summary>
    public const string OAuthNotAvailableEmail = "OAUTH_NOT_AVAILABLE_EMAIL";

    /// <summary>A user with this e-mail address or provider account exists.</summary>
    public const string OAuthUserAlreadyExists = "OAUTH_USER_ALREADY_EXISTS";

    /// <summary>The state of the OAuth flow is not the one that was given out.</summary>
    public const string OAuthInvalidState = "OAUTH_INVALID_STATE";

    /// <summary>The caller asked the provider for a scope that its client is not configured with.</summary>
    public const string OAuthInvalidScope = "OAUTH_INVALID_SCOPE";

    /// <summary>The page that the flow is to end on is not among those allowed.</summary>
    public const string OAuthInvalidRedirect = "OAUTH_INVALID_REDIRECT";

    /// <summary>The provider refused the code.</summary>
    public const string OAuthRefused = "OAUTH_REFUSED";

    /// <summary>The provider's id token is not good.</summary>
    public const string OAuthInvalidIdToken = "OAUTH_INVALID_ID_TOKEN";

    /// <summary>The provider does not answer, or answers nonsense.</summary>
    public const string OAuthProviderError = "OAUTH_PROVIDER_ERROR";

    /// <summary>The code that a page was given is bad, used or expired, or the verifier is not its own.</summary>
    public const string OAuthInvalidCode = "OAUTH_INVALID_CODE";

    /// <summary>The account is all that the user can sign in with.</summary>
    public const string OAuthLastSignInMethod = "OAUTH_LAST_SIGN_IN_METHOD";

    /// <summary>The state token cannot be read.</summary>
    public const string AccessTokenDecodeError = "ACCESS_TOKEN_DECODE_ERROR";

    /// <summary>The state token has expired.</summary>
    public const string AccessTokenAlreadyExpired = "ACCESS_TOKEN_ALREADY_EXPIRED";

    /// <summary>Bad credentials, or the user is inactive.</summary>
    public const string LoginBadCredentials = "LOGIN_BAD_CREDENTIALS";

    /// <summary>The user has not verified the e-mail address.</summary>
    public const string LoginUserNotVerified = "LOGIN_USER_NOT_VERIFIED";

    /// <summary>The reset token is bad, used or expired.</summary>
    public const string ResetPasswordBadToken = "RESET_PASSWORD_BAD_TOKEN";

    /// <summary>The new password of a reset is not accepted.</summary>
    public const string ResetPasswordInvalidPassword = "RESET_PASSWORD_INVALID_PASSWORD";

    /// <summary>The verification token is bad, expired, or for another address.</summary>
    public const string VerifyUserBadToken = "VERIFY_USER_BAD_TOKEN";

    /// <summary>The user is verified already.</summary>
    public const string VerifyUserAlreadyVerified = "VERIFY_USER_ALREADY_VERIFIED";

    /// <summary>Another user has this e-mail address.</summary>
    public const string UpdateUserEmailAlreadyExists = "UPDATE_USER_EMAIL_ALREADY_EXISTS";

    /// <summary>The new password of an update is not accepted.</summary>
    public const string UpdateUserInvalidPassword = "UPDATE_USER_INVALID_PASSWORD";
}
