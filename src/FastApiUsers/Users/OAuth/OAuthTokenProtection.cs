using System.Security.Cryptography;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace FastApiUsers.Users;

/// <summary>Encrypts the tokens of providers before they are stored (OWASP ASVS 5.0 section 11.3), and reads those that were stored in the clear.</summary>
internal sealed class OAuthTokenProtection(IDataProtectionProvider? provider, FastApiUsersOptions options)
{
    private const string Purpose = "FastApiUsers.OAuthToken";

    // The first bytes of whatever data protection makes, 09 F0 C9 F0, in base64url.
    private const string Mark = "CfDJ8";

    private readonly IDataProtector? _protector = provider?.CreateProtector(Purpose);

    private IDataProtector Protector => _protector ?? throw new InvalidOperationException(
        "Tokens of providers are stored encrypted, for which data protection is needed. Call AddOAuthClient(…), or services.AddDataProtection(), or set FastApiUsers:EncryptOAuthTokens to false.");

    public OAuthAccountData Protect(OAuthAccountData data) => !options.EncryptOAuthTokens ? data : data with
    {
        AccessToken = Protector.Protect(data.AccessToken),
        RefreshToken = data.RefreshToken is { } refreshToken ? Protector.Protect(refreshToken) : null,
    };

    /// <returns>The token; or <see langword="null"/> where the keys that encrypted it are gone.</returns>
    public string? Reveal(string? stored)
    {
        if (stored is null || !stored.StartsWith(Mark, StringComparison.Ordinal))
            return stored;

        try
        {
            return Protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            // Without encryption it may be a provider's own token, which begins like this by its use of data protection.
            return options.EncryptOAuthTokens ? null : stored;
        }
    }
}
