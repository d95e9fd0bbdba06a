using HotPath.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HotPath.Peer;

/// <summary>What Identity needs of a store to sign in by password, by token and by cookie, over the pooled context.</summary>
internal sealed class PeerUserStore(HotPathDbContext context, PeerQueries queries)
    : IUserPasswordStore<HotPathUser>, IUserEmailStore<HotPathUser>, IUserSecurityStampStore<HotPathUser>
{
    public Task<HotPathUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? queries.ById(context, id, cancellationToken) : Task.FromResult<HotPathUser?>(null);

    public Task<HotPathUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => queries.ByEmail(context, normalizedUserName, cancellationToken);

    public Task<HotPathUser?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => queries.ByEmail(context, normalizedEmail, cancellationToken);

    public Task<string> GetUserIdAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetEmailAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedEmailAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<bool> GetEmailConfirmedAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult(user.IsVerified);

    public Task<string?> GetPasswordHashAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.HashedPassword);

    public Task<bool> HasPasswordAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult(user.HashedPassword.Length > 0);

    public Task<string?> GetSecurityStampAsync(HotPathUser user, CancellationToken cancellationToken) => Task.FromResult(user.SecurityStamp);

    public Task SetUserNameAsync(HotPathUser user, string? userName, CancellationToken cancellationToken) => SetEmailAsync(user, userName, cancellationToken);

    public Task SetNormalizedUserNameAsync(HotPathUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedEmailAsync(HotPathUser user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetEmailAsync(HotPathUser user, string? email, CancellationToken cancellationToken)
    {
        user.Email = email ?? "";
        return Task.CompletedTask;
    }

    public Task SetEmailConfirmedAsync(HotPathUser user, bool confirmed, CancellationToken cancellationToken)
    {
        user.IsVerified = confirmed;
        return Task.CompletedTask;
    }

    public Task SetPasswordHashAsync(HotPathUser user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.HashedPassword = passwordHash ?? "";
        return Task.CompletedTask;
    }

    public Task SetSecurityStampAsync(HotPathUser user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<IdentityResult> CreateAsync(HotPathUser user, CancellationToken cancellationToken) => StoreAsync(user, EntityState.Added, cancellationToken);

    public Task<IdentityResult> UpdateAsync(HotPathUser user, CancellationToken cancellationToken) => StoreAsync(user, EntityState.Modified, cancellationToken);

    public Task<IdentityResult> DeleteAsync(HotPathUser user, CancellationToken cancellationToken) => StoreAsync(user, EntityState.Deleted, cancellationToken);

    public void Dispose()
    {
    }

    private async Task<IdentityResult> StoreAsync(HotPathUser user, EntityState state, CancellationToken cancellationToken)
    {
        context.Entry(user).State = state;
        await context.SaveChangesAsync(cancellationToken);
        context.Entry(user).State = EntityState.Detached;
        return IdentityResult.Success;
    }
}
