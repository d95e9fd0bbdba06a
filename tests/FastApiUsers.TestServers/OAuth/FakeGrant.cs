namespace FastApiUsers.TestServers.OAuth;

/// <summary>What a code stands for.</summary>
internal sealed record FakeGrant(string RedirectUri, string? Challenge, string? Nonce, FakePerson Person)
{
    private int _uses;

    /// <summary>True the first time alone.</summary>
    public bool TryUse() => Interlocked.Increment(ref _uses) == 1;
}
