using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>Makes JWTs, the broken ones of the recording included. It shares no code with the library that it tests.</summary>
internal static class TokenMint
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The token of a <c>mint</c> step.</summary>
    public static string Mint(Step step, Variables variables)
    {
        var token = Sign(
            JsonSerializer.Serialize(step.Line.GetProperty("header"), Compact),
            variables.Substitute(JsonSerializer.Serialize(step.Line.GetProperty("claims"), Compact)),
            step.Optional("secret")?.GetString() ?? "");
        var unsigned = token[..(token.LastIndexOf('.') + 1)];
        return step.Note switch
        {
            "empty signature" => unsigned,
            "bad signature" => unsigned + Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))),
            _ => token,
        };
    }

    /// <summary>The token of this header and these claims, both as JSON text, signed as the header's <c>alg</c> says.</summary>
    public static string Sign(string header, string claims, string secret)
    {
        var signed = $"{Encoded(header)}.{Encoded(claims)}";
        var key = Encoding.UTF8.GetBytes(secret);
        var data = Encoding.ASCII.GetBytes(signed);
        var signature = Algorithm(header) switch
        {
            "none" or "None" => [],
            "HS384" => HMACSHA384.HashData(key, data),
            "HS512" => HMACSHA512.HashData(key, data),
            // The rest claim an algorithm that they were not signed with, or none.
            _ => HMACSHA256.HashData(key, data),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The HS256 signature of the text before the last dot of a token.</summary>
    public static string Signature(string signed, string secret) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)));

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string? Algorithm(string header)
    {
        using var parsed = JsonDocument.Parse(header);
        return parsed.RootElement.TryGetProperty("alg", out var algorithm) ? algorithm.GetString() : null;
    }
}
