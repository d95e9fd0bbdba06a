using System.Runtime.CompilerServices;
using FastApiUsers.Passwords;

namespace FastApiUsers.Users;

/// <summary>
/// Makes each sign-in that fails cost the same, whoever is meant and however their password is stored: one verification of a
/// hash of the current parameters, and, once a stored hash of another kind was met, one of that kind too. Time then tells
/// neither who has an account nor whose hash is an old one.
/// </summary>
internal sealed class SignInCost(IPasswordHelper passwords)
{
    private static readonly ConditionalWeakTable<IPasswordHelper, SignInCost> Costs = [];

    private volatile string? _decoy;
    private volatile string? _older;

    public static SignInCost Of(IPasswordHelper passwords) => Costs.GetValue(passwords, helper => new SignInCost(helper));

    /// <summary>Pays what is left to pay after a password was verified against the stored hash, or against none.</summary>
    public async Task PayAsync(string password, string? storedHash, CancellationToken cancellationToken)
    {
        var isOlder = storedHash is not null && passwords.NeedsUpdate(storedHash);
        if (isOlder)
            _older = storedHash;

        if (storedHash is null || isOlder)
            await VerifyAsync(password, await GetDecoyAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (!isOlder && _older is { } older)
            await VerifyAsync(password, older, cancellationToken).ConfigureAwait(false);
    }

    // Kept once it is made. Where it could not be, because too many wait, this sign-in is refused like theirs, and the next tries.
    private async Task<string> GetDecoyAsync(CancellationToken cancellationToken) =>
        _decoy ??= await passwords.HashAsync(passwords.Generate(), cancellationToken).ConfigureAwait(false);

    // Another password, so that it never matches: a match would be hashed anew, and its time be told.
    private async Task VerifyAsync(string password, string hash, CancellationToken cancellationToken) =>
        await passwords.VerifyAndUpdateAsync("\u0001" + password, hash, cancellationToken).ConfigureAwait(false);
}
