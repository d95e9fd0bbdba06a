using FastApiUsers.Passwords;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hashing;

/// <summary>The way through the gate that one scope has: it brings the patience of its request along.</summary>
internal sealed class GatedPasswordHelper(HashingGate gate, IOptions<HashingOptions> options, TimeProvider time) : IPasswordHelper
{
    private readonly HashingPatience _patience = new(options.Value.QueueTimeout, time);

    /// <summary>What hashes behind the gate: the same for all scopes.</summary>
    public IPasswordHelper Inner { get; } = gate.Passwords;

    public ValueTask<PasswordVerification> VerifyAndUpdateAsync(string password, string hash, CancellationToken cancellationToken = default) =>
        gate.RunAsync(() => Inner.VerifyAndUpdateAsync(password, hash, CancellationToken.None), _patience, cancellationToken);

    public ValueTask<string> HashAsync(string password, CancellationToken cancellationToken = default) =>
        gate.RunAsync(() => Inner.HashAsync(password, CancellationToken.None), _patience, cancellationToken);

    public bool NeedsUpdate(string hash) => Inner.NeedsUpdate(hash);

    public string Generate() => Inner.Generate();
}
