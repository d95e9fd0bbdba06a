using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace FastApiUsers.Tokens;

/// <summary>The three parts of a JWS in compact form (RFC 7515 section 7.1), decoded into one rented buffer but not judged.</summary>
internal readonly struct JwtSegments : IDisposable
{
    // The framework's decoders skip white space; RFC 7515 section 2 allows none.
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\r\n");

    private readonly byte[] _buffer;
    private readonly int _signed;
    private readonly int _header;
    private readonly int _payload;
    private readonly int _signature;

    private JwtSegments(byte[] buffer, int signed, int header, int payload, int signature)
    {
        _buffer = buffer;
        _signed = signed;
        _header = header;
        _payload = payload;
        _signature = signature;
    }

    public ReadOnlySpan<byte> Signed => _buffer.AsSpan(0, _signed);

    public ReadOnlyMemory<byte> Header => _buffer.AsMemory(_signed, _header);

    public ReadOnlyMemory<byte> Payload => _buffer.AsMemory(_signed + _header, _payload);

    public ReadOnlySpan<byte> Signature => _buffer.AsSpan(_signed + _header + _payload, _signature);

    public static bool TrySplit(string token, bool strict, out JwtSegments segments)
    {
        segments = default;
        var (first, last) = (token.IndexOf('.', StringComparison.Ordinal), token.LastIndexOf('.'));
        if (first == last || token.AsSpan(first + 1, last - first - 1).Contains('.') || !Ascii.IsValid(token))
            return false;

        // What is signed as it came, and then the parts, which are shorter decoded.
        var buffer = ArrayPool<byte>.Shared.Rent(2 * token.Length);
        var signed = Encoding.ASCII.GetBytes(token.AsSpan(0, last), buffer);
        var end = signed;
        if (TryDecode(token.AsSpan(0, first), strict, buffer, ref end, out var header)
            && TryDecode(token.AsSpan(first + 1, last - first - 1), strict, buffer, ref end, out var payload)
            && TryDecode(token.AsSpan(last + 1), strict, buffer, ref end, out var signature))
        {
            segments = new JwtSegments(buffer, signed, header, payload, signature);
            return true;
        }

        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return false;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);

    private static bool TryDecode(ReadOnlySpan<char> part, bool strict, byte[] buffer, ref int end, out int length)
    {
        length = 0;
        if (part.ContainsAny(WhiteSpace))
            return false;

        var free = buffer.AsSpan(end);
        var isDecoded = strict
            ? !part.Contains('=') && Base64Url.DecodeFromChars(part, free, out _, out length) == OperationStatus.Done
            : Convert.TryFromBase64String(ToBase64(part.TrimEnd('=')), free, out length);
        end += length;
        return isDecoded;
    }

    private static string ToBase64(ReadOnlySpan<char> unpadded) =>
        unpadded.ToString().Replace('-', '+').Replace('_', '/').PadRight((unpadded.Length + 3) / 4 * 4, '=');
}
