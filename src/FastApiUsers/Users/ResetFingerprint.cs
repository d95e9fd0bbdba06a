using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Passwords;

namespace FastApiUsers.Users;

/// <summary>
/// What ties a reset token to the password that it replaces: a hash of the stored hash, as in the original. Where the only
/// hasher cannot hold that text (bcrypt takes 72 bytes), it is a hash of its SHA-256, which is marked.
/// </summary>
internal static class ResetFingerprint
{
    private const string Digest = "sha256:";

    public static async Task<string> MakeAsync(IPasswordHelper passwords, string hashedPassword, CancellationToken cancellationToken)
    {
        try
        {
            return await passwords.HashAsync(hashedPassword, cancellationToken).ConfigureAwait(false);
        }
        catch (PasswordNotHashableException)
        {
            return Digest + await passwords.HashAsync(Shorten(hashedPassword), cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<bool> MatchesAsync(IPasswordHelper passwords, string hashedPassword, string fingerprint, CancellationToken cancellationToken)
    {
        var (text, hash) = fingerprint.StartsWith(Digest, StringComparison.Ordinal)
            ? (Shorten(hashedPassword), fingerprint[Digest.Length..])
            : (hashedPassword, fingerprint);
        return (await passwords.VerifyAndUpdateAsync(text, hash, cancellationToken).ConfigureAwait(false)).Verified;
    }

    private static string Shorten(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
