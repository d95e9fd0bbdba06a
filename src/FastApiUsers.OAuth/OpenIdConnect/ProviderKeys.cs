using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace FastApiUsers.OAuth;

/// <summary>The keys that a provider publishes (RFC 7517).</summary>
internal sealed class ProviderKeys(IReadOnlyList<JsonWebKey> keys)
{
    public static ProviderKeys Read(ProviderAnswer answer)
    {
        answer.JsonObject();
        try
        {
            return new ProviderKeys([.. new JsonWebKeySet(answer.Text).Keys]);
        }
        catch (ArgumentException)
        {
            throw new OAuthException(OAuthFailure.BadAnswer, $"{answer.Provider}: the answer to the {answer.What} is not a key set.");
        }
    }

    /// <summary>Whether one of the keys signed the token. One with a key id is checked by the keys of that id alone.</summary>
    public bool Verify(SignedToken token) => keys
        .Where(key => token.KeyId is null || key.Kid == token.KeyId)
        .Where(key => key.Use is null or "" or JsonWebKeyUseNames.Sig && (string.IsNullOrEmpty(key.Alg) || key.Alg == token.Algorithm))
        .Any(key => Verify(key, token));

    private static bool Verify(JsonWebKey key, SignedToken token)
    {
        try
        {
            if (!SigningAlgorithm.Fits(token.Algorithm, key))
                return false;

            var provider = key.CryptoProviderFactory.CreateForVerifying(key, token.Algorithm);
            try
            {
                return provider.Verify(token.Signed, token.Signature);
            }
            finally
            {
                key.CryptoProviderFactory.ReleaseSignatureProvider(provider);
            }
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or NotSupportedException
            or InvalidOperationException or FormatException or SecurityTokenException)
        {
            // A key that cannot be used is as good as one that is not there.
            return false;
        }
    }
}
