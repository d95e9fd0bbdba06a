using FastApiUsers.OAuth.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests;

/// <summary>The fake provider treats a browser as a real one does.</summary>
public sealed class FakeProviderTests : ProviderTest, IDisposable
{
    private readonly HttpClient _browser = new(OAuthHttpOptions.CreateHandler());

    [Fact]
    public async Task A_browser_is_asked_for_consent()
    {
        var page = await _browser.GetStringAsync(await UrlAsync());

        Assert.Contains("Log in as arthur@camelot.bt?", page, StringComparison.Ordinal);
        Assert.Contains("<button name=\"consent\" value=\"allow\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allow", ProviderFailure.None, "?code=")]
    [InlineData("allow", ProviderFailure.AccessDenied, "?error=access_denied&")]
    [InlineData("deny", ProviderFailure.None, "?error=access_denied&")]
    public async Task The_answer_goes_back_with_the_state_and_the_issuer(string consent, ProviderFailure failure, string start)
    {
        (Provider.SendsCallbackIssuer, Provider.Failure) = (true, failure);

        using var response = await ConsentAsync(await UrlAsync(), consent);

        Assert.StartsWith($"{Callback}{start}", response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith($"&state=XYZ&iss={Uri.EscapeDataString(Provider.Issuer)}", response.Headers.Location.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_is_posted_where_that_is_asked_for()
    {
        using var response = await ConsentAsync(new Uri($"{await UrlAsync()}&response_mode=form_post"), "allow");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Contains($"<form method=\"post\" action=\"{Callback}\">", page, StringComparison.Ordinal);
        Assert.Contains("name=\"state\" value=\"XYZ\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_client_gets_no_redirect()
    {
        var url = (await UrlAsync()).AbsoluteUri.Replace("CLIENT_ID", "another", StringComparison.Ordinal);

        using var response = await ConsentAsync(new Uri(url), "allow");

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
    }

    public void Dispose() => _browser.Dispose();

    private Task<Uri> UrlAsync() => CreateClient().GetAuthorizationUrlAsync(new AuthorizationRequest(Callback) { State = "XYZ" }, default);

    private async Task<HttpResponseMessage> ConsentAsync(Uri url, string consent)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("consent", consent)]);
        return await _browser.PostAsync(url, form);
    }
}
