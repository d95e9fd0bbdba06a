using FastApiUsers.OAuth.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests.OpenIdConnect;

/// <summary>OpenID Connect Discovery section 4.</summary>
public sealed class DiscoveryTests : ProviderTest
{
    private const string Path = "/.well-known/openid-configuration";

    [Fact]
    public async Task The_endpoints_come_from_the_configuration_which_is_read_once()
    {
        var client = CreateOpenIdClient();
        Assert.Empty(Provider.Seen);

        var url = await client.GetAuthorizationUrlAsync(new AuthorizationRequest(Callback) { State = "XYZ", Nonce = "N", CodeChallenge = "C" }, default);
        await client.GetAuthorizationUrlAsync(new AuthorizationRequest(Callback), default);

        Assert.Equal(
            $"{Provider.AuthorizeEndpoint}?response_type=code&client_id=CLIENT_ID&redirect_uri={Uri.EscapeDataString(Callback)}&state=XYZ&scope=openid+email&code_challenge=C&code_challenge_method=S256&nonce=N",
            url.AbsoluteUri);
        Assert.Single(Provider.SeenAt(Path));
    }

    [Fact]
    public async Task A_configuration_of_another_issuer_is_refused()
    {
        Provider.Failure = ProviderFailure.WrongConfiguredIssuer;

        await AssertFailsAsync(OAuthFailure.BadAnswer, AskAsync);
    }

    [Theory]
    [InlineData(ProviderFailure.ServerError, OAuthFailure.Unavailable)]
    [InlineData(ProviderFailure.Garbage, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.EmptyAnswer, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.Redirect, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.OversizeAnswer, OAuthFailure.BadAnswer)]
    public async Task A_configuration_that_cannot_be_read_is_an_error(ProviderFailure failure, OAuthFailure kind)
    {
        (Provider.FailingPath, Provider.Failure) = (Path, failure);

        await AssertFailsAsync(kind, AskAsync);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_reached_by_https_is_refused()
    {
        Provider.Answers[$"GET {Path}"] = new CannedAnswer(
            $$"""{"issuer":"{{Provider.Issuer}}","authorization_endpoint":"https://a.example","token_endpoint":"http://a.example","jwks_uri":"https://a.example"}""");

        await AssertFailsAsync(OAuthFailure.BadAnswer, AskAsync);
    }

    [Fact]
    public void An_issuer_that_is_not_reached_by_https_is_refused() => Assert.Throws<ArgumentException>(
        () => new OpenIdConnectClient(new OpenIdConnectClientOptions { Name = "openid", ClientId = "CLIENT_ID", Issuer = "http://provider.example" }));

    [Fact]
    public async Task After_a_failure_it_is_asked_again()
    {
        (Provider.FailingPath, Provider.Failure) = (Path, ProviderFailure.ServerError);
        var client = CreateOpenIdClient();
        await AssertFailsAsync(OAuthFailure.Unavailable, () => client.GetCallbackIssuerAsync(default));

        Provider.Failure = ProviderFailure.None;

        await client.GetCallbackIssuerAsync(default);
    }

    [Fact]
    public async Task After_a_day_it_is_read_again()
    {
        var client = CreateOpenIdClient();
        Assert.Null(await client.GetCallbackIssuerAsync(default));
        Provider.SendsCallbackIssuer = true;

        Time.Advance(TimeSpan.FromHours(23));
        Assert.Null(await client.GetCallbackIssuerAsync(default));
        Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(Provider.Issuer, await client.GetCallbackIssuerAsync(default));
    }

    [Fact]
    public async Task Where_that_fails_the_old_one_stays_and_the_provider_is_not_asked_each_time()
    {
        Provider.SendsCallbackIssuer = true;
        var client = CreateOpenIdClient();
        await client.GetCallbackIssuerAsync(default);
        (Provider.FailingPath, Provider.Failure) = (Path, ProviderFailure.ServerError);

        Time.Advance(TimeSpan.FromHours(25));
        for (var i = 0; i < 5; i++)
            Assert.Equal(Provider.Issuer, await client.GetCallbackIssuerAsync(default));

        Assert.Equal(2, Provider.SeenAt(Path).Count);
    }

    [Fact]
    public async Task Many_at_once_ask_once()
    {
        var client = CreateOpenIdClient();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetCallbackIssuerAsync(default)));

        Assert.Single(Provider.SeenAt(Path));
    }

    [Fact]
    public async Task Many_who_waited_share_a_failure()
    {
        (Provider.FailingPath, Provider.Failure) = (Path, ProviderFailure.NeverAnswers);
        var client = CreateOpenIdClient(http: new OAuthHttpOptions { Timeout = TimeSpan.FromSeconds(1) });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AssertFailsAsync(OAuthFailure.Unavailable, () => client.GetCallbackIssuerAsync(default))));

        Assert.Single(Provider.SeenAt(Path));
    }

    private Task AskAsync() => CreateOpenIdClient().GetAuthorizationUrlAsync(new AuthorizationRequest(Callback), default);
}
