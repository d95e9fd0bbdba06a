using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>The bytes of a recorded request, ready to be sent again.</summary>
internal static class RecordedRequest
{
    public static byte[] ToBytes(JsonElement request, Variables variables, Uri server)
    {
        if (request.TryGetProperty("raw_b64", out var raw))
            return raw.GetBytesFromBase64();

        var method = request.GetProperty("method").GetString()!;
        var body = Body(request, variables);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{method} {Text(request.GetProperty("target"), variables)} HTTP/1.1\r\n");
        if (request.GetProperty("headers").EnumerateArray().All(header => header[0].GetString() != "host"))
            head.Append(CultureInfo.InvariantCulture, $"host: {server.Authority}\r\n");
        var keepsAlive = false;
        foreach (var header in request.GetProperty("headers").EnumerateArray())
        {
            head.Append(CultureInfo.InvariantCulture, $"{header[0].GetString()}: {Text(header[1], variables)}\r\n");
            keepsAlive |= header[0].GetString() == "connection";
        }

        // RFC 9110 section 8.6: a method that gives content a meaning tells its length, zero included.
        if (body.Length > 0 || method is "POST" or "PUT" or "PATCH")
            head.Append(CultureInfo.InvariantCulture, $"content-length: {body.Length}\r\n");
        if (!keepsAlive)
            head.Append("connection: close\r\n");
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }

    private static byte[] Body(JsonElement request, Variables variables)
    {
        if (!request.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
            return [];
        var text = Text(body, variables);
        // Bytes that were no UTF-8 stand with one character a byte. The byte FF tells them: UTF-8 never has it.
        var encoding = text.Contains('\u00ff', StringComparison.Ordinal) ? Encoding.Latin1 : Encoding.UTF8;
        return encoding.GetBytes(text);
    }

    private static string Text(JsonElement value, Variables variables) =>
        AbbreviatedText.Restore(variables.Substitute(value.GetString()!));
}
