using FastApiUsers.Passwords;
using HotPath.Data;
using Microsoft.AspNetCore.Identity;

namespace HotPath.Peer;

/// <summary>The same hash as ours.</summary>
internal sealed class PeerPasswordHasher(HashCost cost) : IPasswordHasher<HotPathUser>
{
    private readonly Argon2Hasher _hasher = new(cost.Parameters);

    public string HashPassword(HotPathUser user, string password) =>
        _hasher.TryHash(password, out var hash) ? hash : throw new InvalidOperationException("Argon2 holds every password.");

    public PasswordVerificationResult VerifyHashedPassword(HotPathUser user, string hashedPassword, string providedPassword) =>
        _hasher.Verify(providedPassword, hashedPassword) ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
}
