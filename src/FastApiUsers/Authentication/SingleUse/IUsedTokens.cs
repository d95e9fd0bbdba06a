namespace FastApiUsers.Authentication;

/// <summary>
/// Marks of the tokens that work once and were used, for all kinds of users together. A store implements it, and is registered by
/// <c>AddUsedTokens</c>; one that does not forget by itself implements <see cref="IPrunableUsedTokens"/>.
/// </summary>
public interface IUsedTokens
{
    /// <summary>
    /// Marks a token as used; of many who ask at once, one is the first. The mark stays whatever becomes of the request, so ask before
    /// a transaction and not within it, which a store may have to wait for.
    /// </summary>
    /// <param name="id">
    /// What tells the token from all others: a hash or random bits, never the token itself; at most 43 characters of base64url
    /// (RFC 4648 section 5), which hold 256 bits.
    /// </param>
    /// <param name="lifetime">
    /// How long the mark is kept at least: until the token expires by itself, with the leeway of whoever judges that and what the clocks
    /// of the nodes may differ by. After it the id counts as unused.
    /// </param>
    /// <param name="cancellationToken">Stops waiting. The token may be marked by then.</param>
    /// <returns>
    /// Whether it is the first use. <see langword="false"/> as well where the lifetime is over already, and where it is not known
    /// whether a first try, whose answer was lost, marked it: a token rather fails once than works twice.
    /// </returns>
    Task<bool> TryUseAsync(string id, TimeSpan lifetime, CancellationToken cancellationToken);
}
