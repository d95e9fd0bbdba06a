using System.Net.Sockets;

namespace FastApiUsers.ContractTests.Http;

/// <summary>
/// One request and its answer over a socket of their own. HttpClient would tidy up just what many cases are about: letter case, white
/// space and raw bytes in headers, percent escapes in targets, bodies of a GET.
/// </summary>
internal static class RawConnection
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<RawResponse> ExchangeAsync(Uri server, ReadOnlyMemory<byte> request)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, limit.Token);
        await using var stream = client.GetStream();
        // Sending and reading at once: a server may refuse a request before it has taken all of it.
        var sending = SendAsync(stream, request, limit.Token);
        var answersHead = request.Span.StartsWith("HEAD "u8);
        var response = await new RawResponseReader(stream).ReadAsync(answersHead, limit.Token);
        await sending;
        return response;
    }

    private static async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
        }
        catch (IOException)
        {
            // The answer, which is what counts, says why the server stopped listening.
        }
    }
}
