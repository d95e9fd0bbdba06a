using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HotPath.Limits;

/// <summary>HS256 by hand, on the stack: the one header that it writes, the signature, then <c>sub</c>, <c>aud</c> and <c>exp</c>.</summary>
internal sealed class HandJwt(string secret)
{
    private const string Audience = "fastapi-users:auth";
    private const int LongestToken = 1024;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    public string Create(Guid id)
    {
        var expires = TimeProvider.System.GetUtcNow().AddHours(24).ToUnixTimeSeconds();
        var payload = string.Create(CultureInfo.InvariantCulture, $$"""{"sub":"{{id}}","aud":["{{Audience}}"],"pwd":"0123456789abcdef","exp":{{expires}}}""");
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed)))}";
    }

    public bool TryRead(HttpRequest request, out Guid id)
    {
        id = default;
        if (!BearerHeader.TryRead(request, out var token) || token.Length > LongestToken)
            return false;

        var dot = token.LastIndexOf('.');
        if (dot <= Header.Length || token[Header.Length] != '.' || !token.StartsWith(Header, StringComparison.Ordinal))
            return false;

        Span<byte> text = stackalloc byte[LongestToken];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Encoding.ASCII.TryGetBytes(token[..dot], text, out var length);
        HMACSHA256.HashData(_key, text[..length], expected);
        if (!Base64Url.TryDecodeFromChars(token[(dot + 1)..], actual, out var written) || !CryptographicOperations.FixedTimeEquals(actual[..written], expected))
            return false;

        return Base64Url.TryDecodeFromChars(token[(Header.Length + 1)..dot], text, out written) && TryReadClaims(text[..written], out id);
    }

    private static bool TryReadClaims(ReadOnlySpan<byte> payload, out Guid id)
    {
        id = default;
        bool hasId = false, isFor = false, isValid = false;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sub"u8))
                hasId = reader.Read() && reader.TryGetGuid(out id);
            else if (reader.ValueTextEquals("aud"u8))
                isFor = IsFor(ref reader);
            else if (reader.ValueTextEquals("exp"u8))
                isValid = reader.Read() && reader.TryGetInt64(out var expires) && expires > TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            else
                reader.Skip();
        }

        return hasId && isFor && isValid;
    }

    private static bool IsFor(ref Utf8JsonReader reader)
    {
        var found = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            found |= reader.ValueTextEquals(Audience);
        return found;
    }
}
