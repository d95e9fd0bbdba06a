namespace FastApiUsers.TestServers.OAuth;

/// <summary>What a <see cref="FakeProvider"/> does wrong. A replayed code and a wrong PKCE verifier are refused without being asked to.</summary>
public enum ProviderFailure
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The person declines: the callback has <c>error=access_denied</c>.</summary>
    AccessDenied,

    /// <summary>The code is too old: <c>invalid_grant</c>.</summary>
    ExpiredCode,

    /// <summary>The id token has another nonce.</summary>
    WrongNonce,

    /// <summary>The id token has no nonce.</summary>
    MissingNonce,

    /// <summary>The id token is for another client.</summary>
    WrongAudience,

    /// <summary>The id token is for two clients and names no authorized party.</summary>
    SeveralAudiences,

    /// <summary>The id token is for two clients and authorizes the other.</summary>
    WrongAuthorizedParty,

    /// <summary>The id token and the callback name another issuer.</summary>
    WrongIssuer,

    /// <summary>The configuration names another issuer.</summary>
    WrongConfiguredIssuer,

    /// <summary>The id token has <c>alg: none</c> and no signature.</summary>
    AlgorithmNone,

    /// <summary>The id token has HS256, with the public key as the secret.</summary>
    HmacWithPublicKey,

    /// <summary>The id token is signed with a key that is not published.</summary>
    WrongSignature,

    /// <summary>The id token has expired.</summary>
    ExpiredIdToken,

    /// <summary>The id token comes from the future.</summary>
    FutureIdToken,

    /// <summary>The id token belongs to another access token.</summary>
    WrongAccessTokenHash,

    /// <summary>The id token has no subject.</summary>
    MissingSubject,

    /// <summary>There is no id token.</summary>
    MissingIdToken,

    /// <summary>Neither the id token nor the user info has an e-mail address.</summary>
    MissingEmail,

    /// <summary>The id token has no e-mail address, the user info has one.</summary>
    EmailInUserInfoOnly,

    /// <summary>As before, but the user info is that of another person.</summary>
    OtherPersonsUserInfo,

    /// <summary>The e-mail address is not verified.</summary>
    UnverifiedEmail,

    /// <summary><c>email_verified</c> is a text.</summary>
    TextualEmailVerified,

    /// <summary>500 at <see cref="FakeProvider.FailingPath"/>.</summary>
    ServerError,

    /// <summary>No answer at <see cref="FakeProvider.FailingPath"/>.</summary>
    NeverAnswers,

    /// <summary>Text that is not JSON at <see cref="FakeProvider.FailingPath"/>.</summary>
    Garbage,

    /// <summary>JSON that says nothing at <see cref="FakeProvider.FailingPath"/>.</summary>
    EmptyAnswer,

    /// <summary>A redirect at <see cref="FakeProvider.FailingPath"/>.</summary>
    Redirect,

    /// <summary>2 MiB at <see cref="FakeProvider.FailingPath"/>.</summary>
    OversizeAnswer,
}
