namespace FastApiUsers.Authentication;

/// <summary>The tokens that a sign-in or a refresh issues.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="ExpiresIn">How long it is good for.</param>
/// <param name="RefreshToken">The refresh token.</param>
/// <param name="RefreshExpiresIn">How long it is good for: what is left of the session.</param>
/// <param name="RefreshPath">The path of the refresh route.</param>
public sealed record IssuedTokens(string AccessToken, TimeSpan ExpiresIn, string RefreshToken, TimeSpan RefreshExpiresIn, string RefreshPath)
{
    /// <summary>Names no token.</summary>
    public override string ToString() => nameof(IssuedTokens);
}
