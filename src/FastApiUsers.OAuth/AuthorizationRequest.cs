namespace FastApiUsers.OAuth;

/// <summary>What an authorization URL says (RFC 6749 section 4.1.1).</summary>
/// <param name="RedirectUri">Where the provider sends the person back to.</param>
public sealed record AuthorizationRequest(string RedirectUri)
{
    /// <summary>What the callback has to bring back.</summary>
    public string? State { get; init; }

    /// <summary>The scopes; <see langword="null"/> for those of the client, an empty list for an empty <c>scope</c>.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The code challenge (RFC 7636, S256).</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>The nonce that the id token has to bring back.</summary>
    public string? Nonce { get; init; }

    /// <summary>Further parameters, such as <c>prompt</c> or <c>login_hint</c>. They win over those that the client adds itself.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>Names no state and no nonce.</summary>
    public override string ToString() => nameof(AuthorizationRequest);
}
