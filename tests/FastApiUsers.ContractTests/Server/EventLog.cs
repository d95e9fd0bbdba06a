using System.Text.Json;

namespace FastApiUsers.ContractTests.Server;

/// <summary>The hooks of the user manager that fired, as the server notes them: one JSON object a line.</summary>
public sealed class EventLog(string path)
{
    internal string Path { get; } = path;

    /// <summary>All events so far, oldest first.</summary>
    public IReadOnlyList<JsonElement> ReadAll()
    {
        if (!File.Exists(Path))
            return [];
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        // What follows the last line end is empty, or a line that is still being written.
        return [.. lines.SkipLast(1).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    /// <summary>The token of the latest event of that name for that user: what the mail would have carried.</summary>
    public string LatestToken(string name, string userId)
    {
        var latest = ReadAll().Last(e => e.GetProperty("event").GetString() == name && e.GetProperty("user_id").GetString() == userId);
        return latest.GetProperty("token").GetString()!;
    }
}
