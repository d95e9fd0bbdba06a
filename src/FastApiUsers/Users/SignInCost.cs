using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FastApiUsers.Hashing;
using FastApiUsers.Passwords;

namespace FastApiUsers.Users;

/// <summary>
/// Makes each sign-in that fails cost the same, whoever is meant and however their password is stored: one verification of a
/// hash of the current parameters, and one of each other kind that is known to be stored. Time then tells neither who has an
/// account nor whose hash is an old one.
/// </summary>
internal sealed class SignInCost
{
    // Each of them is one more hash for every sign-in that fails.
    private const int MaximumOlderKinds = 4;

    // Each of them is a search through the table, in the background. Texts of unknown form are passed one by one.
    private const int MaximumSearches = 16;

    private static readonly ConditionalWeakTable<IPasswordHelper, SignInCost> Costs = [];

    private readonly ConcurrentDictionary<string, string> _older = [];
    private volatile string? _decoy;

    /// <summary>The one of all requests: what one of them learns, all pay.</summary>
    public static SignInCost Of(IPasswordHelper passwords) =>
        Costs.GetValue(passwords is GatedPasswordHelper gated ? gated.Inner : passwords, _ => new SignInCost());

    /// <summary>Learns what is stored before the first sign-in fails.</summary>
    /// <param name="passwords">Hashes and checks passwords.</param>
    /// <param name="findOther">Finds a stored hash that begins with none of these.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task LearnAsync(
        IPasswordHelper passwords, Func<IReadOnlyCollection<string>, CancellationToken, Task<string?>> findOther, CancellationToken cancellationToken)
    {
        var decoy = await GetDecoyAsync(passwords, cancellationToken).ConfigureAwait(false);
        List<string> known = [HashKind.NoPassword, .. HashKind.BeginningsOf(decoy)];
        for (var i = 0; i < MaximumSearches && _older.Count < MaximumOlderKinds; i++)
        {
            if (await findOther(known, cancellationToken).ConfigureAwait(false) is not { } hash)
                return;
            if (passwords.NeedsUpdate(hash))
                Learn(hash);
            known.AddRange(HashKind.BeginningsOf(hash));
        }
    }

    /// <summary>Pays what is left to pay.</summary>
    /// <param name="passwords">Hashes and checks passwords.</param>
    /// <param name="password">The password that was given.</param>
    /// <param name="paid">The hashes that it was verified against, and that were made of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PayAsync(IPasswordHelper passwords, string password, IReadOnlyCollection<string> paid, CancellationToken cancellationToken)
    {
        var older = paid.Where(passwords.NeedsUpdate).ToList();
        if (older.Count > 0)
        {
            // Another length of salt or hash is out of date, but costs the same.
            var current = HashKind.Of(await GetDecoyAsync(passwords, cancellationToken).ConfigureAwait(false));
            older.RemoveAll(hash => HashKind.IsOfHashes(current) && HashKind.Of(hash) == current);
            older.ForEach(Learn);
        }

        if (older.Count == paid.Count)
            await VerifyAsync(await GetDecoyAsync(passwords, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var (_, hash) in _older.ExceptBy(older.Select(HashKind.Of), known => known.Key))
            await VerifyAsync(hash).ConfigureAwait(false);

        // Another password, so that it never matches: a match would be hashed anew, and its time be told.
        async Task VerifyAsync(string hash) =>
            await passwords.VerifyAndUpdateAsync("\u0001" + password, hash, cancellationToken).ConfigureAwait(false);
    }

    private void Learn(string hash)
    {
        if (_older.Count < MaximumOlderKinds && HashKind.Of(hash) is var kind && HashKind.IsOfHashes(kind))
            _older.TryAdd(kind, hash);
    }

    // Kept once it is made. Where it could not be, because too many wait, this sign-in is refused like theirs, and the next tries.
    private async Task<string> GetDecoyAsync(IPasswordHelper passwords, CancellationToken cancellationToken) =>
        _decoy ??= await passwords.HashAsync(passwords.Generate(), cancellationToken).ConfigureAwait(false);
}
