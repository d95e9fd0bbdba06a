using FastApiUsers.Tokens;

namespace FastApiUsers.Settings;

/// <summary>The settings of one kind of users, bound from the configuration section <c>FastApiUsers</c>.</summary>
public sealed class FastApiUsersOptions
{
    /// <summary>The configuration section that is read where no other is named.</summary>
    public const string SectionName = "FastApiUsers";

    private TokenStorage? _tokenStorage;
    private bool? _endTokensOnPasswordChange;
    private bool? _requireExpiration;
    private bool? _strictBase64Url;
    private bool? _allowEmailCaseChange;
    private int? _maximumPasswordBytes;
    private bool? _singleUseOAuthStates;
    private bool? _restrictOAuthScopes;
    private bool? _encryptOAuthTokens;
    private bool? _keepOAuthRefreshTokens;
    private bool? _verifyJoinedUsers;

    /// <summary>The preset for every setting below that says so and is not set itself.</summary>
    /// <value>The default is <see cref="Compatibility.Modern"/>.</value>
    public Compatibility Compatibility { get; set; }

    /// <summary>The secret that signs tokens, at least 32 bytes of UTF-8 (RFC 7518 section 3.2).</summary>
    /// <value>None. It is required outside Development; in Development a random one is made at each start.</value>
    public Secret? Secret { get; set; }

    /// <summary>The tokens of the password reset.</summary>
    public UserTokenOptions ResetPassword { get; } = new() { Audience = "fastapi-users:reset" };

    /// <summary>The tokens of the e-mail verification.</summary>
    public UserTokenOptions Verification { get; } = new() { Audience = "fastapi-users:verify" };

    /// <summary>The state of a sign-in by a provider of OAuth (RFC 6749 section 10.12). Its cookie lives as long.</summary>
    public UserTokenOptions OAuthState { get; } = new() { Audience = "fastapi-users:oauth-state" };

    /// <summary>The shape of an error's body.</summary>
    /// <value>The default is <see cref="ErrorFormat.Original"/>.</value>
    public ErrorFormat ErrorFormat { get; set; }

    /// <summary>How opaque tokens are kept.</summary>
    /// <value>The default is <see cref="TokenStorage.Hashed"/>; <see cref="TokenStorage.Plain"/> with <see cref="Compatibility.Original"/> and no sessions.</value>
    public TokenStorage TokenStorage
    {
        get => _tokenStorage ?? (IsModern || HasSessions ? TokenStorage.Hashed : TokenStorage.Plain);
        set => _tokenStorage = value;
    }

    /// <summary>
    /// Whether a changed password and a deactivation end the user's tokens: stored ones are removed, and a JWT carries a keyed
    /// fingerprint of the password hash that no longer agrees. Where these users have sessions, all of them end, and the JWT with its
    /// session. A deletion always ends them.
    /// </summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/> and no sessions.</value>
    public bool EndTokensOnPasswordChange
    {
        get => _endTokensOnPasswordChange ?? (IsModern || HasSessions);
        set => _endTokensOnPasswordChange = value;
    }

    /// <summary>Whether a JWT without the fingerprint, as FastAPI Users issues it, is accepted while <see cref="EndTokensOnPasswordChange"/> is on.</summary>
    /// <value>The default is <see langword="false"/>. Turn it on while tokens of the original are still about.</value>
    public bool AcceptTokensWithoutFingerprint { get; set; }

    /// <summary>Whether a JWT without <c>exp</c> is refused where tokens have a lifetime.</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool RequireExpiration
    {
        get => _requireExpiration ?? IsModern;
        set => _requireExpiration = value;
    }

    /// <summary>Whether the parts of a JWT must be unpadded base64url (RFC 7515 section 2).</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>, which also takes padding and the standard alphabet.</value>
    public bool StrictBase64Url
    {
        get => _strictBase64Url ?? IsModern;
        set => _strictBase64Url = value;
    }

    /// <summary>Whether a user may change the letter case of the own e-mail address, which then stays verified.</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>, which answers <c>UPDATE_USER_EMAIL_ALREADY_EXISTS</c>.</value>
    public bool AllowEmailCaseChange
    {
        get => _allowEmailCaseChange ?? IsModern;
        set => _allowEmailCaseChange = value;
    }

    /// <summary>How many bytes of UTF-8 a password may have. A longer one is refused before anything is hashed (OWASP ASVS 5.0, 6.2.9).</summary>
    /// <value>The default is 4096; 1048576 with <see cref="Compatibility.Original"/>.</value>
    public int MaximumPasswordBytes
    {
        get => _maximumPasswordBytes ?? (IsModern ? 4096 : 1024 * 1024);
        set => _maximumPasswordBytes = value;
    }

    /// <summary>
    /// Whether the state of a sign-in by a provider works once and for the client that it was made for, with a cookie of its own, so
    /// that several tabs do not disturb each other.
    /// </summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool SingleUseOAuthStates
    {
        get => _singleUseOAuthStates ?? IsModern;
        set => _singleUseOAuthStates = value;
    }

    /// <summary>Whether a caller may only ask a provider for scopes that its client is configured with.</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool RestrictOAuthScopes
    {
        get => _restrictOAuthScopes ?? IsModern;
        set => _restrictOAuthScopes = value;
    }

    /// <summary>Whether tokens of providers are stored encrypted, by ASP.NET Core data protection. Those that are not are read all the same.</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool EncryptOAuthTokens
    {
        get => _encryptOAuthTokens ?? IsModern;
        set => _encryptOAuthTokens = value;
    }

    /// <summary>Whether a provider's refresh token is kept where a later sign-in brings none: many give it at the first one alone.</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool KeepOAuthRefreshTokens
    {
        get => _keepOAuthRefreshTokens ?? IsModern;
        set => _keepOAuthRefreshTokens = value;
    }

    /// <summary>
    /// Whether a user with an address that nobody has verified is verified once an account is joined by it, which its provider vouches
    /// for.
    /// </summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool VerifyJoinedUsers
    {
        get => _verifyJoinedUsers ?? IsModern;
        set => _verifyJoinedUsers = value;
    }

    /// <summary>The audience of access tokens where a backend names none.</summary>
    internal string AccessTokenAudience { get; set; } = "fastapi-users:auth";

    /// <summary>The audience of the codes that a page is given at the end of a sign-in by a provider.</summary>
    internal string OAuthCodeAudience { get; set; } = "fastapi-users:oauth-code";

    /// <summary>Gives the tokens of a further kind of users audiences of their own, so that one kind's tokens are nothing to another.</summary>
    internal void SetAudiences(string kind)
    {
        if (kind.Length == 0)
            return;
        AccessTokenAudience += ":" + kind;
        ResetPassword.Audience += ":" + kind;
        Verification.Audience += ":" + kind;
        OAuthState.Audience += ":" + kind;
        OAuthCodeAudience += ":" + kind;
    }

    /// <summary>Whether these users have sessions.</summary>
    internal bool HasSessions { get; set; }

    private bool IsModern => Compatibility == Compatibility.Modern;

    internal Secret ResetPasswordSecret => ResetPassword.Secret ?? RequiredSecret;

    internal Secret VerificationSecret => Verification.Secret ?? RequiredSecret;

    internal Secret OAuthStateSecret => OAuthState.Secret ?? RequiredSecret;

    internal Secret RequiredSecret => Secret ?? throw new InvalidOperationException("The secret that signs tokens is not set.");
}
