using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>Reads profiles.</summary>
public static class OAuthProfile
{
    /// <summary>
    /// Reads a profile with the names of OpenID Connect Core section 5.1: <c>sub</c> (else <c>id</c>, which may be a number),
    /// <c>email</c> and <c>email_verified</c>.
    /// </summary>
    /// <exception cref="OAuthException">It has no id.</exception>
    public static OAuthIdentity Read(JsonElement profile) =>
        Create(profile.Id("sub") ?? profile.Id("id"), profile.Text("email"), profile.IsTrue("email_verified"), profile);

    /// <summary>An identity, whose e-mail address is only verified where there is one.</summary>
    /// <param name="accountId">The id at the provider.</param>
    /// <param name="email">The e-mail address.</param>
    /// <param name="isEmailVerified">Whether the provider vouches for it.</param>
    /// <param name="claims">All that the provider says.</param>
    /// <exception cref="OAuthException">There is no id.</exception>
    public static OAuthIdentity Create(string? accountId, string? email, bool isEmailVerified, JsonElement claims)
    {
        if (string.IsNullOrEmpty(accountId))
            throw new OAuthException(OAuthFailure.BadAnswer, "The profile has no id.");

        return new OAuthIdentity(accountId, string.IsNullOrEmpty(email) ? null : email, isEmailVerified && !string.IsNullOrEmpty(email), claims);
    }
}
