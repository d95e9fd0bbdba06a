namespace FastApiUsers.PasswordPolicy;

/// <summary>Asks a range service.</summary>
internal sealed class HttpPasswordRanges(IHttpClientFactory clients, Uri endpoint) : IPasswordRanges
{
    // About ten times a padded range.
    private const int MaximumLength = 1024 * 1024;

    private readonly string _address = endpoint.AbsoluteUri.TrimEnd('/') + "/";

    public async Task<byte[]> ReadAsync(string prefix, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(BreachedPasswordOptions.HttpClientName);
        client.MaxResponseContentBufferSize = MaximumLength;

        using var request = new HttpRequestMessage(HttpMethod.Get, _address + prefix);
        request.Headers.Add("User-Agent", "FastApiUsers");

        // Lines of count 0 fill the answer up, so that its length does not tell the range to those who see only that.
        request.Headers.Add("Add-Padding", "true");

        using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }
}
