using System.Text.Json;

namespace FastApiUsers.Passwords.Tests;

/// <summary>One recorded answer of the original to a password and a stored hash.</summary>
internal sealed record PasswordVector(string Password, string Hash, string Note, bool Verified, bool NeedsUpdate)
{
    public static IReadOnlyList<PasswordVector> All { get; } = Read();

    private static PasswordVector[] Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors.json")));
        return [.. document.RootElement.GetProperty("passwords").EnumerateArray().Select(Read)];
    }

    // Where the original raises, the answer here is a "no".
    private static PasswordVector Read(JsonElement entry)
    {
        var raises = entry.TryGetProperty("raises", out _);
        return new PasswordVector(
            entry.GetProperty("password").GetString()!,
            entry.GetProperty("hash").GetString()!,
            entry.GetProperty("note").GetString()!,
            !raises && entry.GetProperty("verify").GetBoolean(),
            !raises && entry.GetProperty("needs_update").GetBoolean());
    }
}
