using System.Globalization;
using System.Text;

namespace FastApiUsers.ContractTests.Http;

/// <summary>Reads one HTTP/1.1 answer from a stream.</summary>
internal sealed class RawResponseReader(Stream stream)
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    public async Task<RawResponse> ReadAsync(bool answersHead, CancellationToken cancellationToken)
    {
        int status;
        List<KeyValuePair<string, string>> headers;
        do
        {
            var statusLine = await ReadLineAsync(cancellationToken);
            status = int.Parse(statusLine.Split(' ')[1], CultureInfo.InvariantCulture);
            headers = await ReadHeadersAsync(cancellationToken);
        }
        while (status is >= 100 and < 200); // RFC 9110 section 15.2: interim answers come before the final one.

        var answer = new RawResponse(status, headers, []);
        return answersHead || status is 204 or 304 ? answer : answer with { Body = await ReadBodyAsync(answer, cancellationToken) };
    }

    private async Task<List<KeyValuePair<string, string>>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        return headers;
    }

    private async Task<byte[]> ReadBodyAsync(RawResponse answer, CancellationToken cancellationToken)
    {
        if (string.Equals(answer.Header("transfer-encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
            return await ReadChunksAsync(cancellationToken);
        if (answer.Header("content-length") is { } length)
            return await ReadExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        return await ReadToEndAsync(cancellationToken);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (true)
        {
            var sizeLine = await ReadLineAsync(cancellationToken);
            var size = int.Parse(sizeLine.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                return body.ToArray();
            body.Write(await ReadExactlyAsync(size, cancellationToken));
            await ReadLineAsync(cancellationToken);
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            if (start == end && !await FillAsync(cancellationToken))
                throw new EndOfStreamException($"The body ends after {done} of {count} bytes.");
            var taken = Math.Min(count - done, end - start);
            buffer.AsSpan(start, taken).CopyTo(bytes.AsSpan(done));
            start += taken;
            done += taken;
        }

        return bytes;
    }

    private async Task<byte[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        do
        {
            body.Write(buffer, start, end - start);
        }
        while (await FillAsync(cancellationToken));
        return body.ToArray();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        while (true)
        {
            if (start == end && !await FillAsync(cancellationToken))
                throw new EndOfStreamException("The connection ended within the head of the answer.");
            var next = buffer[start++];
            if (next == '\n')
                return Encoding.Latin1.GetString(line.ToArray()).TrimEnd('\r');
            line.WriteByte(next);
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        start = 0;
        end = await stream.ReadAsync(buffer, cancellationToken);
        return end > 0;
    }
}
