using System.Buffers.Text;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// The default <see cref="IPasswordHelper"/>. It hashes on the thread that calls it, so that a tool or a test needs nothing
/// else; a server calls it through a gate that bounds how many hash at once.
/// </summary>
/// <param name="passwordHash">The algorithms. The default is Argon2id for new hashes, and bcrypt recognised and replaced.</param>
public sealed class PasswordHelper(PasswordHash? passwordHash = null) : IPasswordHelper
{
    private const int GeneratedBytes = 32;

    private readonly PasswordHash _passwordHash = passwordHash ?? new PasswordHash(new Argon2Hasher(), new BcryptHasher());

    /// <inheritdoc/>
    public ValueTask<PasswordVerification> VerifyAndUpdateAsync(string password, string hash, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_passwordHash.VerifyAndUpdate(password, hash));
    }

    /// <inheritdoc/>
    public ValueTask<string> HashAsync(string password, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_passwordHash.Hash(password));
    }

    /// <inheritdoc/>
    public bool NeedsUpdate(string hash) => _passwordHash.NeedsUpdate(hash);

    /// <summary>Makes a password of 256 random bits, written as 43 characters of unpadded base64url.</summary>
    /// <returns>The new password.</returns>
    public string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(GeneratedBytes));
}
