using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>The error code of an answer (RFC 6749 section 5.2), where it is fit to be passed on.</summary>
internal static class ProviderError
{
    private const int MaximumLength = 100;

    public static string? Read(ReadOnlyMemory<byte> body) => ProviderAnswer.TryParse(body, out var json) ? Read(json) : null;

    public static string? Read(JsonElement json) => json.Text("error") is { } error && IsSane(error) ? error : null;

    // RFC 6749 section 5.2: %x20-21 / %x23-5B / %x5D-7E. No space either, since a code is one word and ends up in logs.
    private static bool IsSane(string error) =>
        error.Length is > 0 and <= MaximumLength && error.All(c => c is > ' ' and <= '~' and not '"' and not '\\');
}
