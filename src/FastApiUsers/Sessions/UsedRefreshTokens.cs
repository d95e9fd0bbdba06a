using System.Globalization;

namespace FastApiUsers.Sessions;

/// <summary>The refresh tokens of a session that were used within the grace, as hashes with the time of their use.</summary>
internal sealed class UsedRefreshTokens
{
    // Of a client that refreshes without pause; others have one or two.
    public const int Maximum = 8;

    private readonly List<(string Hash, long Milliseconds)> _used = [];

    private UsedRefreshTokens()
    {
    }

    /// <summary>Reads what a store keeps.</summary>
    public static UsedRefreshTokens Parse(string? text)
    {
        var tokens = new UsedRefreshTokens();
        foreach (var entry in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('@') is [var hash, var time] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
                tokens._used.Add((hash, milliseconds));
        }

        return tokens;
    }

    /// <summary>Whether a token was used within the grace.</summary>
    public bool WasJustUsed(string hash, DateTimeOffset now, TimeSpan grace) =>
        _used.Exists(used => used.Hash == hash && IsRecent(used.Milliseconds, now, grace));

    /// <summary>What a store is to keep once another token is used.</summary>
    public string Add(string hash, DateTimeOffset now, TimeSpan grace)
    {
        var recent = _used.Where(used => IsRecent(used.Milliseconds, now, grace)).Append((hash, now.ToUnixTimeMilliseconds()));
        return string.Join(' ', recent.TakeLast(Maximum).Select(used => string.Create(CultureInfo.InvariantCulture, $"{used.Item1}@{used.Item2}")));
    }

    private static bool IsRecent(long milliseconds, DateTimeOffset now, TimeSpan grace) => now.ToUnixTimeMilliseconds() - milliseconds <= grace.TotalMilliseconds;
}
