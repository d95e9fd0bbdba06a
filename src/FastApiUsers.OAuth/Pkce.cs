using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.OAuth;

/// <summary>Proof Key for Code Exchange (RFC 7636): who steals a code cannot use it without the verifier.</summary>
/// <param name="Verifier">The secret, which the token request has: 43 characters that hold 256 random bits.</param>
/// <param name="Challenge">Its S256 challenge, which the authorization URL has.</param>
public sealed record Pkce(string Verifier, string Challenge)
{
    private const int VerifierBytes = 32;

    /// <summary>A new pair (RFC 7636 sections 4.1 and 4.2).</summary>
    public static Pkce Create()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(VerifierBytes));
        return new Pkce(verifier, CreateChallenge(verifier));
    }

    /// <summary>The S256 challenge of a verifier: the base64url of its SHA-256.</summary>
    /// <param name="verifier">43 to 128 of the characters A-Z a-z 0-9 - . _ ~.</param>
    public static string CreateChallenge(string verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
    }

    /// <summary>Shows no verifier.</summary>
    public override string ToString() => nameof(Pkce);
}
