using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.Tokens;

/// <summary>The three parts of a JWS in compact form (RFC 7515 section 7.1), decoded but not judged.</summary>
internal sealed class JwtSegments
{
    private JwtSegments(byte[] signed, byte[] header, byte[] payload, byte[] signature)
    {
        Signed = signed;
        Header = header;
        Payload = payload;
        Signature = signature;
    }

    public byte[] Signed { get; }

    public byte[] Header { get; }

    public byte[] Payload { get; }

    public byte[] Signature { get; }

    public static bool TrySplit(string token, bool strict, [NotNullWhen(true)] out JwtSegments? segments)
    {
        segments = null;
        var parts = token.Split('.');
        if (parts.Length != 3 || !Ascii.IsValid(token))
            return false;

        if (Decode(parts[0], strict) is not { } header || Decode(parts[1], strict) is not { } payload || Decode(parts[2], strict) is not { } signature)
            return false;

        segments = new JwtSegments(Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]), header, payload, signature);
        return true;
    }

    public static bool TryParseObject(byte[] json, [NotNullWhen(true)] out Dictionary<string, JsonElement>? members)
    {
        members = null;
        try
        {
            ReadOnlyMemory<byte> text = json;
            if (text.Span.StartsWith(Encoding.UTF8.Preamble))
                text = text[Encoding.UTF8.Preamble.Length..];

            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;

            members = [];
            foreach (var member in document.RootElement.EnumerateObject())
            {
                ReadTexts(member.Value);
                members[member.Name] = member.Value.Clone();
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is the parser's answer to an unpaired surrogate.
            members = null;
            return false;
        }
    }

    // Reads each text once, so that one with an unpaired surrogate fails here and not where it is used.
    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    ReadTexts(member.Value);
                break;
        }
    }

    private static byte[]? Decode(string part, bool strict)
    {
        try
        {
            if (strict)
                return part.Contains('=', StringComparison.Ordinal) || HasWhiteSpace(part) ? null : Base64Url.DecodeFromChars(part);

            var unpadded = part.TrimEnd('=').Replace('-', '+').Replace('_', '/');
            if (HasWhiteSpace(unpadded))
                return null;
            return Convert.FromBase64String(unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // The framework's decoders skip white space; RFC 7515 section 2 allows none.
    private static bool HasWhiteSpace(string part) => part.AsSpan().ContainsAny(' ', '\n', '\r') || part.Contains('\t', StringComparison.Ordinal);
}
