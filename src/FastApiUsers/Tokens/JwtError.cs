namespace FastApiUsers.Tokens;

/// <summary>Why a JWT is not accepted.</summary>
public enum JwtError
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>It is not a JWT, not signed with the key and its algorithm, or a claim has a wrong form.</summary>
    Invalid,

    /// <summary>It was good once.</summary>
    Expired,

    /// <summary>It is not yet valid: <c>nbf</c> or <c>iat</c> lies ahead.</summary>
    NotYetValid,

    /// <summary>It is for another audience, or for none.</summary>
    WrongAudience,
}
