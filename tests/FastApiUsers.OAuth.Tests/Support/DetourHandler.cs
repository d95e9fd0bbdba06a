using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests.Support;

/// <summary>Sends every request to the fake provider: what was meant for <c>https://host/path</c> comes to <c>/host/path</c>.</summary>
internal sealed class DetourHandler(FakeProvider provider) : DelegatingHandler(OAuthHttpOptions.CreateHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var meant = request.RequestUri!;
        Assert.Equal("https", meant.Scheme);
        request.RequestUri = new Uri($"{provider.Issuer}/{meant.Host}{meant.PathAndQuery}");
        var response = await base.SendAsync(request, cancellationToken);
        request.RequestUri = meant;
        return response;
    }
}
