using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers.OAuth;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.OAuth;

/// <summary>A provider that fails: each failure has its code, none is 500, and nothing is half stored.</summary>
public sealed class ProviderFailureTests
{
    [Theory]
    [InlineData("fake", "/token", ProviderFailure.ServerError, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/token", ProviderFailure.NeverAnswers, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/token", ProviderFailure.Garbage, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/token", ProviderFailure.EmptyAnswer, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/token", ProviderFailure.Redirect, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/token", ProviderFailure.OversizeAnswer, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/token", ProviderFailure.ExpiredCode, "400 OAUTH_REFUSED")]
    [InlineData("fake", "/jwks", ProviderFailure.ServerError, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/jwks", ProviderFailure.Garbage, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("fake", "/token", ProviderFailure.WrongNonce, "400 OAUTH_INVALID_ID_TOKEN")]
    [InlineData("fake", "/token", ProviderFailure.MissingNonce, "400 OAUTH_INVALID_ID_TOKEN")]
    [InlineData("fake", "/token", ProviderFailure.WrongAudience, "400 OAUTH_INVALID_ID_TOKEN")]
    [InlineData("fake", "/token", ProviderFailure.AlgorithmNone, "400 OAUTH_INVALID_ID_TOKEN")]
    [InlineData("fake", "/token", ProviderFailure.MissingEmail, "400 OAUTH_NOT_AVAILABLE_EMAIL")]
    [InlineData("plain", "/token", ProviderFailure.ServerError, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("plain", "/profile", ProviderFailure.ServerError, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("plain", "/profile", ProviderFailure.NeverAnswers, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("plain", "/profile", ProviderFailure.Garbage, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("plain", "/profile", ProviderFailure.EmptyAnswer, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("plain", "/profile", ProviderFailure.Redirect, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("plain", "/profile", ProviderFailure.OversizeAnswer, "502 OAUTH_PROVIDER_ERROR")]
    [InlineData("plain", "/profile", ProviderFailure.MissingEmail, "400 OAUTH_NOT_AVAILABLE_EMAIL")]
    public async Task A_failure_on_the_way_back_has_its_code(string client, string path, ProviderFailure failure, string error)
    {
        await using var castle = await OAuthCastle.StartAsync(patience: failure == ProviderFailure.NeverAnswers ? TimeSpan.FromSeconds(1) : null);
        var browser = castle.NewBrowser();
        var callback = await browser.ConsentAsync($"/by/jwt/{client}");
        (castle.Provider.Failure, castle.Provider.FailingPath) = (failure, path);

        var answer = await browser.GetAsync(callback);

        Assert.Equal(error, answer.Error);
        Assert.Empty(castle.Provider.SeenAt("/elsewhere"));
        await castle.AssertNothingHappenedAsync();

        // The person tries again, and the provider has recovered.
        castle.Provider.Failure = ProviderFailure.None;
        await browser.SignInAsync($"/by/jwt/{client}");
    }

    [Theory]
    [InlineData(ProviderFailure.ServerError)]
    [InlineData(ProviderFailure.NeverAnswers)]
    [InlineData(ProviderFailure.Garbage)]
    [InlineData(ProviderFailure.EmptyAnswer)]
    [InlineData(ProviderFailure.Redirect)]
    [InlineData(ProviderFailure.OversizeAnswer)]
    [InlineData(ProviderFailure.WrongConfiguredIssuer)]
    public async Task A_provider_that_does_not_say_where_it_is_is_502_and_no_flow_begins(ProviderFailure failure)
    {
        await using var castle = await OAuthCastle.StartAsync(patience: failure == ProviderFailure.NeverAnswers ? TimeSpan.FromSeconds(1) : null);
        (castle.Provider.Failure, castle.Provider.FailingPath) = (failure, "/.well-known/openid-configuration");

        var answer = await castle.NewBrowser().GetAsync("/by/jwt/fake/authorize");

        Assert.Equal("502 OAUTH_PROVIDER_ERROR", answer.Error);
        Assert.Empty(answer.SetCookies);
        await castle.AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task A_person_who_declines_at_the_provider_is_told_what_the_provider_says()
    {
        await using var castle = await OAuthCastle.StartAsync();
        castle.Provider.Failure = ProviderFailure.AccessDenied;

        Assert.Equal("400 access_denied", (await castle.NewBrowser().FlowAsync("/by/jwt/fake")).Error);
    }

    [Theory]
    [InlineData("arthur")]
    [InlineData("arthur@")]
    [InlineData("@camelot.bt")]
    [InlineData("arthur@camelot")]
    [InlineData("arthur @camelot.bt, lancelot@camelot.bt")]
    [InlineData("arthur@camelot.bt\u0000")]
    public async Task An_address_that_is_none_is_not_available(string email)
    {
        await using var castle = await OAuthCastle.StartAsync();
        castle.Provider.Person = new FakePerson("1", email);

        foreach (var client in OAuthCastle.Clients[..2])
            Assert.Equal("400 OAUTH_NOT_AVAILABLE_EMAIL", (await castle.NewBrowser().FlowAsync($"/by/jwt/{client}")).Error);
        await castle.AssertNothingHappenedAsync();
    }

    [Theory]
    [InlineData("arthur@camelot.local")]
    [InlineData("arthur@camelot.test")]
    [InlineData("10769150350006150715113082367@privaterelay.invalid")]
    public async Task An_address_of_a_special_use_domain_is_accepted_and_can_be_read_and_deleted(string email)
    {
        await using var castle = await OAuthCastle.StartAsync();
        castle.Provider.Person = new FakePerson("1", email);

        var browser = await castle.NewBrowser().SignInAsync("/by/jwt/fake");

        Assert.Equal(email, (await browser.MeAsync()).GetProperty("email").GetString());
        await castle.WithManagerAsync(async manager =>
        {
            await manager.DeleteAsync(await manager.GetByEmailAsync(email));
            return true;
        });
        await castle.AssertNothingHappenedAsync();
    }

    [Theory]
    [InlineData(320, true)]
    [InlineData(321, false)]
    public async Task An_account_id_that_no_column_holds_is_the_providers_fault_and_leaves_no_user(int length, bool fits)
    {
        await using var castle = await OAuthCastle.StartAsync();
        castle.Provider.Person = new FakePerson(new string('1', length), UserClient.Email);

        var answer = await castle.NewBrowser().FlowAsync("/by/jwt/plain");

        Assert.Equal(fits ? "200 " : "502 OAUTH_PROVIDER_ERROR", answer.Error);
        Assert.Equal(fits ? (1, 1) : (0, 0), (await castle.CountUsersAsync(), await castle.CountAccountsAsync()));
        Assert.DoesNotContain(castle.App.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task An_account_id_with_a_null_character_is_not_a_failure_of_the_database()
    {
        await using var castle = await OAuthCastle.StartAsync(database: TestServers.DatabaseKind.PostgreSql);
        castle.Provider.Person = new FakePerson("1\u0000", UserClient.Email);

        var answer = await castle.NewBrowser().FlowAsync("/by/jwt/fake");

        Assert.Equal("502 OAUTH_PROVIDER_ERROR", answer.Error);
        await castle.AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task A_failure_while_an_account_is_connected_leaves_the_user_as_they_were()
    {
        await using var castle = await OAuthCastle.StartAsync();
        var browser = await castle.NewBrowser().SignInAsync("/by/jwt/fake");
        castle.Provider.Failure = ProviderFailure.ServerError;

        Assert.Equal(HttpStatusCode.BadGateway, (await browser.FlowAsync("/connect/plain")).Status);

        Assert.Equal("fake", Assert.Single(await castle.ListAccountsAsync()).OAuthName);
    }
}
