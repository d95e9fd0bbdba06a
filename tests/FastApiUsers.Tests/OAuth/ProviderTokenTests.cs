using FastApiUsers.OAuth;
using FastApiUsers.Tests.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.Tests.OAuth;

/// <summary>The tokens of providers: encrypted where they are kept, and refreshed when they are wanted.</summary>
public sealed class ProviderTokenTests : IAsyncLifetime
{
    private readonly SteppedTime _time = new();
    private OAuthCastle _castle = null!;

    public async Task InitializeAsync() => _castle = await OAuthCastle.StartAsync(time: _time);

    public async Task DisposeAsync() => await _castle.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_that_is_stored_holds_a_token_but_in_the_original(bool modern)
    {
        await using var castle = await OAuthCastle.StartAsync(settings: modern ? null : OAuthCastle.Original);
        await castle.NewBrowser().SignInAsync("/by/jwt/fake");
        var account = Assert.Single(await castle.ListAccountsAsync());

        var stored = await StoredTexts.OfAsync(castle.App.Database, TestDatabase.DefaultKind);

        foreach (var token in new[] { account.AccessToken, account.RefreshToken! })
            Assert.Equal(modern, !stored.Any(text => text.Contains(token, StringComparison.Ordinal)));
        Assert.Equal(account.AccessToken, await castle.WithManagerAsync(async manager => await manager.GetAccessTokenAsync(await manager.GetByEmailAsync(UserClient.Email), "fake")));
    }

    [Fact]
    public async Task A_token_that_is_stored_in_the_clear_is_read_all_the_same_and_the_next_one_is_encrypted()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        await _castle.App.ExecuteAsync<OAuthDbContext>("UPDATE oauth_account SET access_token = 'excalibur', refresh_token = 'scabbard'");
        var account = Assert.Single(await _castle.ListAccountsAsync());
        Assert.Equal(("excalibur", "scabbard"), (account.AccessToken, account.RefreshToken));

        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");

        Assert.StartsWith("CfDJ8", (string)(await _castle.App.Database.RunAsync("SELECT access_token FROM oauth_account")).Single()[0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_whose_keys_are_gone_is_none_and_a_new_sign_in_mends_it()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        await _castle.App.ExecuteAsync<OAuthDbContext>("UPDATE oauth_account SET access_token = 'CfDJ8AAAA', refresh_token = 'CfDJ8AAAA'");

        Assert.Null(await GetAsync());
        Assert.Equal(("", null), Assert.Single(await _castle.ListAccountsAsync()) is var account ? (account.AccessToken, account.RefreshToken) : default);
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        Assert.NotNull(await GetAsync());
    }

    [Fact]
    public async Task A_token_is_refreshed_a_minute_before_its_end_and_once_for_many_at_once()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        var first = await GetAsync();
        _time.Advance(TimeSpan.FromSeconds(3539));
        Assert.Equal(first, await GetAsync());
        Assert.Single(_castle.Provider.SeenAt("/token"));

        _time.Advance(TimeSpan.FromSeconds(1));
        var tokens = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => GetAsync()));

        var second = Assert.Single(tokens.Distinct());
        Assert.NotEqual(first, second);
        Assert.Equal("refresh_token", Assert.Single(_castle.Provider.SeenAt("/token").Skip(1)).Form["grant_type"]);
        Assert.Equal(second, Assert.Single(await _castle.ListAccountsAsync()).AccessToken);
    }

    [Fact]
    public async Task A_refresh_token_that_is_not_replaced_stays()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        var refreshToken = Assert.Single(await _castle.ListAccountsAsync()).RefreshToken;
        _time.Advance(TimeSpan.FromHours(2));
        _castle.Provider.Answers["POST /token"] = new("""{"access_token":"excalibur","token_type":"bearer","expires_in":60}""");

        Assert.Equal("excalibur", await GetAsync());
        Assert.Equal(refreshToken, Assert.Single(await _castle.ListAccountsAsync()).RefreshToken);
    }

    [Fact]
    public async Task A_refresh_that_is_refused_is_null_and_one_that_fails_is_an_error_and_neither_changes_what_is_stored()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        var before = Assert.Single(await _castle.ListAccountsAsync());
        _time.Advance(TimeSpan.FromHours(2));

        _castle.Provider.Answers["POST /token"] = new("""{"error":"invalid_grant"}""", 400);
        Assert.Null(await GetAsync());
        _castle.Provider.Answers.Clear();
        _castle.Provider.Failure = ProviderFailure.ServerError;
        Assert.Equal(OAuthFailure.Unavailable, (await Assert.ThrowsAsync<OAuthException>(GetAsync)).Kind);

        var after = Assert.Single(await _castle.ListAccountsAsync());
        Assert.Equal((before.AccessToken, before.RefreshToken, before.ExpiresAt), (after.AccessToken, after.RefreshToken, after.ExpiresAt));
        _castle.Provider.Failure = ProviderFailure.None;
        Assert.NotNull(await GetAsync());
    }

    [Fact]
    public async Task Who_has_no_account_there_has_no_token_and_a_provider_that_is_not_registered_is_a_mistake()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");

        Assert.Null(await GetAsync("other"));
        Assert.Contains("AddOAuthClient(\"grail\")", (await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync("grail"))).Message, StringComparison.Ordinal);
    }

    private Task<string?> GetAsync() => GetAsync("fake");

    private Task<string?> GetAsync(string client) =>
        _castle.WithManagerAsync(async manager => await manager.GetAccessTokenAsync(await manager.GetByEmailAsync(UserClient.Email), client));
}
