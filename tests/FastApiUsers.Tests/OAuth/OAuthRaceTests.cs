using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Callbacks that come at once, on both databases: one user, one account, and no failure.</summary>
public sealed class OAuthRaceTests
{
    private const int Requests = 30;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.PostgreSql, false)]
    [InlineData(DatabaseKind.PostgreSql, true)]
    public async Task Of_thirty_first_sign_ins_of_one_account_all_get_the_one_user(DatabaseKind kind, bool associates)
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.AssociateByEmail = associates, database: kind);
        var callbacks = await ConsentAsync(castle, Requests, _ => "/by/jwt/fake");

        var answers = await Task.WhenAll(callbacks.Select(one => one.Browser.GetAsync(one.Callback)));

        Assert.All(answers, answer => Assert.Equal("200 ", answer.Error));
        Assert.Equal((1, 1), (await castle.CountUsersAsync(), await castle.CountAccountsAsync()));
        Assert.DoesNotContain(castle.App.Log.Lines, line => line.Text.StartsWith("An unhandled exception", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Of_thirty_connections_of_one_account_by_one_user_all_succeed_and_it_is_there_once(DatabaseKind kind)
    {
        await using var castle = await OAuthCastle.StartAsync(database: kind);
        await castle.App.RegisterAsync();
        var token = await castle.App.LoginAsync();
        var callbacks = await ConsentAsync(castle, Requests, _ => "/connect/fake", _ => token);

        var answers = await Task.WhenAll(callbacks.Select(one => one.Browser.GetAsync(one.Callback)));

        Assert.All(answers, answer => Assert.Equal("200 ", answer.Error));
        Assert.Equal((1, 1), (await castle.CountUsersAsync(), await castle.CountAccountsAsync()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Of_six_users_who_connect_one_account_at_once_one_owns_it(DatabaseKind kind)
    {
        await using var castle = await OAuthCastle.StartAsync(database: kind);
        var tokens = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            await castle.App.RegisterAsync($"knight{number}@camelot.bt");
            tokens.Add(await castle.App.LoginAsync($"knight{number}@camelot.bt"));
        }

        var callbacks = await ConsentAsync(castle, Requests, _ => "/connect/fake", number => tokens[number % tokens.Count]);
        var answers = await Task.WhenAll(callbacks.Select(one => one.Browser.GetAsync(one.Callback)));

        var owner = Assert.Single(answers.Where(answer => answer.IsSuccess).Select(answer => answer.Body.GetProperty("email").GetString()).Distinct());
        Assert.Equal(5, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", answer.Error));
        Assert.Single(await castle.ListAccountsAsync(owner!));
        Assert.Equal(1, await castle.CountAccountsAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.PostgreSql, false)]
    [InlineData(DatabaseKind.PostgreSql, true)]
    public async Task Of_two_providers_at_once_with_one_address_one_makes_the_user_and_the_other_joins_where_it_may(DatabaseKind kind, bool associates)
    {
        await using var castle = await OAuthCastle.StartAsync(login => (login.AssociateByEmail, login.IsVerifiedByDefault) = (associates, true), database: kind);
        castle.Other.Person = new FakePerson("another", "ARTHUR@camelot.bt");
        var callbacks = await ConsentAsync(castle, 20, number => number % 2 == 0 ? "/by/jwt/fake" : "/by/jwt/other");

        var answers = await Task.WhenAll(callbacks.Select(one => one.Browser.GetAsync(one.Callback)));

        Assert.Equal((1, associates ? 2 : 1), (await castle.CountUsersAsync(), await castle.CountAccountsAsync()));
        Assert.Equal(associates ? 20 : 10, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", answer.Error));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Two_who_join_an_unverified_user_at_once_end_with_one_user_whom_both_can_be(DatabaseKind kind)
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.AssociateByEmail = true, database: kind);
        await castle.App.RegisterAsync();
        castle.Other.Person = FakePerson.Arthur with { Subject = "another" };
        var callbacks = await ConsentAsync(castle, 12, number => number % 2 == 0 ? "/by/database/fake" : "/by/database/other");

        var answers = await Task.WhenAll(callbacks.Select(one => one.Browser.GetAsync(one.Callback)));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest }));
        using var login = await castle.App.PostLoginAsync();
        Assert.Equal(HttpStatusCode.BadRequest, login.StatusCode);
        var ids = new List<string?>();
        foreach (var client in new[] { "fake", "other" })
            ids.Add((await (await castle.NewBrowser().SignInAsync($"/by/jwt/{client}")).MeAsync()).GetProperty("id").GetString());
        Assert.Single(ids.Distinct());
        Assert.Equal((1, 2), (await castle.CountUsersAsync(), await castle.CountAccountsAsync()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Of_two_who_disconnect_the_last_two_accounts_at_once_one_is_refused_at_least(DatabaseKind kind)
    {
        await using var castle = await OAuthCastle.StartAsync(database: kind);
        for (var round = 0; round < 8; round++)
        {
            castle.Provider.Person = new FakePerson($"{round}", $"knight{round}@camelot.bt");
            castle.Other.Person = new FakePerson($"{round}", $"squire{round}@camelot.bt");
            var browser = await castle.NewBrowser().SignInAsync("/by/jwt/fake");
            Assert.True((await browser.FlowAsync("/connect/other")).IsSuccess);
            var accounts = await castle.ListAccountsAsync($"knight{round}@camelot.bt");

            var answers = await Task.WhenAll(accounts.Select(account => browser.SendAsync(HttpMethod.Delete, $"/oauth-accounts/{account.Id}")));

            Assert.Contains(answers, answer => answer.Error == "400 OAUTH_LAST_SIGN_IN_METHOD");
            Assert.All(answers, answer => Assert.Contains(answer.Error, new[] { "204 ", "400 OAUTH_LAST_SIGN_IN_METHOD" }));
            Assert.NotEmpty(await castle.ListAccountsAsync($"knight{round}@camelot.bt"));
        }
    }

    private static async Task<List<(OAuthBrowser Browser, string Callback)>> ConsentAsync(
        OAuthCastle castle, int count, Func<int, string> routes, Func<int, string>? token = null)
    {
        var callbacks = new List<(OAuthBrowser, string)>();
        for (var number = 0; number < count; number++)
        {
            var browser = castle.NewBrowser();
            browser.Token = token?.Invoke(number);
            callbacks.Add((browser, await browser.ConsentAsync(routes(number))));
        }

        return callbacks;
    }
}
