using Microsoft.AspNetCore.Identity;

namespace HotPath.Peer;

/// <summary>The database folds letters here, so the table needs no second column for it.</summary>
internal sealed class PeerNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name;

    public string? NormalizeEmail(string? email) => email;
}
