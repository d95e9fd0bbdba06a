using System.Buffers.Text;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>The default <see cref="IPasswordHelper"/>.</summary>
/// <param name="passwordHash">The algorithms. The default is Argon2id for new hashes, and bcrypt recognised and replaced.</param>
public sealed class PasswordHelper(PasswordHash? passwordHash = null) : IPasswordHelper
{
    private const int GeneratedBytes = 32;

    private readonly PasswordHash _passwordHash = passwordHash ?? new PasswordHash(new Argon2Hasher(), new BcryptHasher());

    /// <inheritdoc/>
    public PasswordVerification VerifyAndUpdate(string password, string hash) => _passwordHash.VerifyAndUpdate(password, hash);

    /// <inheritdoc/>
    public string Hash(string password) => _passwordHash.Hash(password);

    /// <summary>Makes a password of 256 random bits, written as 43 characters of unpadded base64url.</summary>
    /// <returns>The new password.</returns>
    public string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(GeneratedBytes));
}
