namespace FastApiUsers.OAuth;

/// <summary>One request to a provider, whose every failure is an <see cref="OAuthException"/>.</summary>
internal sealed class ProviderHttp(string provider, OAuthHttpOptions options)
{
    // GitHub and Reddit refuse a request that names no program.
    private const string UserAgent = "FastApiUsers";

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="request">The request, which is disposed.</param>
    /// <param name="what">Its name in messages: token request.</param>
    /// <param name="cancellationToken">The caller's, whose cancellation stays an <see cref="OperationCanceledException"/>.</param>
    public async Task<ProviderAnswer> SendAsync(HttpRequestMessage request, string what, CancellationToken cancellationToken)
    {
        using var _ = request;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            return await ExchangeAsync(request, what, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OAuthException(OAuthFailure.Unavailable, $"{provider}: no answer to the {what} in time.", null, exception);
        }
        catch (Exception exception) when (exception is not OAuthException and not OperationCanceledException)
        {
            // Whatever else: a handler of the application may throw anything, such as a resilience library's own exceptions.
            throw new OAuthException(OAuthFailure.Unavailable, $"{provider}: the {what} failed.", null, exception);
        }
    }

    private async Task<ProviderAnswer> ExchangeAsync(HttpRequestMessage request, string what, CancellationToken cancellationToken)
    {
        var target = request.RequestUri;
        var client = options.CreateClient();
        if (client.DefaultRequestHeaders.UserAgent.Count == 0)
            request.Headers.UserAgent.ParseAdd(UserAgent);
        if (request.Headers.Accept.Count == 0)
            request.Headers.Accept.ParseAdd("application/json");

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400 || (response.RequestMessage?.RequestUri is { } reached && reached != target))
        {
            throw new OAuthException(
                OAuthFailure.BadAnswer, $"{provider}: the {what} was answered with a redirect. None is followed: give the HttpClient OAuthHttpOptions.CreateHandler().");
        }

        if (status >= 500)
            throw new OAuthException(OAuthFailure.Unavailable, $"{provider}: the {what} was answered with {status}.");

        var body = await ReadAsync(response.Content, what, cancellationToken).ConfigureAwait(false);
        if (status is < 200 or >= 400)
            throw Refused(what, status, ProviderError.Read(body));

        return new ProviderAnswer(provider, what, response.Content.Headers.ContentType?.MediaType, body);
    }

    internal OAuthException Refused(string what, int status, string? error) => new(
        OAuthFailure.Refused, $"{provider}: the {what} was refused with {status}{(error is null ? "" : $" and the error {error}")}.", error);

    private async Task<byte[]> ReadAsync(HttpContent content, string what, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > options.MaximumAnswerLength)
                throw new OAuthException(OAuthFailure.BadAnswer, $"{provider}: the answer to the {what} has more than {options.MaximumAnswerLength} bytes.");
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
