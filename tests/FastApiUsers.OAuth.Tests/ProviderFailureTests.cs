using System.Diagnostics;
using FastApiUsers.OAuth.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests;

/// <summary>Whatever a provider does, the caller gets one kind of exception, and it gives nothing away.</summary>
public sealed class ProviderFailureTests : ProviderTest
{
    private const string Secret = "SECRET-THAT-NO-LOG-MAY-SHOW";

    [Fact]
    public async Task An_expired_code_is_refused()
    {
        Provider.Failure = ProviderFailure.ExpiredCode;

        var exception = await AssertFailsAsync(OAuthFailure.Refused, () => LogInAsync(CreateClient()));

        Assert.Equal("invalid_grant", exception.Error);
    }

    [Fact]
    public async Task A_replayed_code_is_refused()
    {
        var client = CreateClient();
        var code = await GetCodeAsync(client);
        await client.GetAccessTokenAsync(code, Callback, null, default);

        var exception = await AssertFailsAsync(OAuthFailure.Refused, () => client.GetAccessTokenAsync(code, Callback, null, default));

        Assert.Equal("invalid_grant", exception.Error);
    }

    [Fact]
    public async Task A_code_without_the_verifier_of_its_challenge_is_refused()
    {
        var client = CreateClient();
        var code = await GetCodeAsync(client, pkce: Pkce.Create());

        await AssertFailsAsync(OAuthFailure.Refused, () => client.GetAccessTokenAsync(code, Callback, null, default));
        await AssertFailsAsync(OAuthFailure.Refused, () => client.GetAccessTokenAsync(code, Callback, Pkce.Create().Verifier, default));
    }

    [Fact]
    public async Task A_wrong_client_secret_is_refused() => Assert.Equal(
        "invalid_client", (await AssertFailsAsync(OAuthFailure.Refused, () => LogInAsync(CreateClient(secret: "another")))).Error);

    [Fact]
    public async Task An_error_with_a_status_of_200_is_refused()
    {
        Provider.Answers["POST /token"] = new CannedAnswer("""{"error":"bad_verification_code","error_description":"The code is wrong."}""");

        Assert.Equal("bad_verification_code", (await AssertFailsAsync(OAuthFailure.Refused, ExchangeAsync)).Error);
    }

    [Theory]
    [InlineData("""{"error":"two words"}""")]
    [InlineData("""{"error":"line\nbreak"}""")]
    [InlineData("""{"error":"quo\"te"}""")]
    [InlineData("""{"error":"\u00e9"}""")]
    [InlineData("""{"error":{"message":"an object"}}""")]
    [InlineData("""{"error":""}""")]
    [InlineData("{\"error\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}")]
    [InlineData("not JSON")]
    public async Task An_error_code_that_is_no_code_is_not_passed_on(string body)
    {
        Provider.Answers["POST /token"] = new CannedAnswer(body, Status: 400);

        Assert.Null((await AssertFailsAsync(OAuthFailure.Refused, ExchangeAsync)).Error);
    }

    [Theory]
    [InlineData(ProviderFailure.ServerError, OAuthFailure.Unavailable)]
    [InlineData(ProviderFailure.Garbage, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.EmptyAnswer, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.Redirect, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.OversizeAnswer, OAuthFailure.BadAnswer)]
    public async Task A_token_endpoint_that_fails_is_told_from_one_that_refuses(ProviderFailure failure, OAuthFailure kind)
    {
        Provider.Failure = failure;

        await AssertFailsAsync(kind, ExchangeAsync);
    }

    [Theory]
    [InlineData(ProviderFailure.ServerError, OAuthFailure.Unavailable)]
    [InlineData(ProviderFailure.Garbage, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.EmptyAnswer, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.Redirect, OAuthFailure.BadAnswer)]
    [InlineData(ProviderFailure.OversizeAnswer, OAuthFailure.BadAnswer)]
    public async Task A_profile_endpoint_that_fails_does_likewise(ProviderFailure failure, OAuthFailure kind)
    {
        var client = CreateClient();
        var token = await LogInAsync(client);
        Provider.FailingPath = "/profile";
        Provider.Failure = failure;

        await AssertFailsAsync(kind, () => client.GetIdEmailAsync(token, null, default));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Provider.Failure = ProviderFailure.Redirect;

        await AssertFailsAsync(OAuthFailure.BadAnswer, ExchangeAsync);

        Assert.Empty(Provider.SeenAt("/elsewhere"));
    }

    [Fact]
    public async Task A_redirect_that_the_applications_own_client_followed_is_an_error_that_names_the_remedy()
    {
        using var follows = new HttpClient();
        Provider.Failure = ProviderFailure.Redirect;
        Provider.Answers["POST /elsewhere"] = new CannedAnswer("""{"access_token":"TOKEN"}""");
        var client = CreateClient(http: new OAuthHttpOptions { CreateClient = () => follows });

        var exception = await AssertFailsAsync(OAuthFailure.BadAnswer, () => client.GetAccessTokenAsync("CODE", Callback, null, default));

        Assert.Contains("OAuthHttpOptions.CreateHandler()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_never_answers_is_unavailable()
    {
        Provider.Failure = ProviderFailure.NeverAnswers;
        var client = CreateClient(http: new OAuthHttpOptions { Timeout = TimeSpan.FromMilliseconds(300) });

        await AssertFailsAsync(OAuthFailure.Unavailable, () => client.GetAccessTokenAsync("CODE", Callback, null, default));
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_one()
    {
        Provider.Failure = ProviderFailure.NeverAnswers;
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CreateClient().GetAccessTokenAsync("CODE", Callback, null, cancelled.Token));
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_unavailable()
    {
        var client = CreateClient();
        await Provider.DisposeAsync();

        await AssertFailsAsync(OAuthFailure.Unavailable, () => client.GetAccessTokenAsync("CODE", Callback, null, default));
    }

    [Fact]
    public async Task Whatever_a_handler_of_the_application_throws_is_typed()
    {
        var client = CreateClient(http: new OAuthHttpOptions { CreateClient = () => throw new UnreachableException() });

        await AssertFailsAsync(OAuthFailure.Unavailable, () => client.GetAccessTokenAsync("CODE", Callback, null, default));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":17}""")]
    [InlineData("""{"access_token":"line\nbreak"}""")]
    [InlineData("""{"access_token":"\ud800"}""")]
    [InlineData("""{"access_token":"T","more":["\ud800"]}""")]
    [InlineData("")]
    public async Task An_answer_without_a_token_is_a_bad_one(string body)
    {
        Provider.Answers["POST /token"] = new CannedAnswer(body);

        await AssertFailsAsync(OAuthFailure.BadAnswer, ExchangeAsync);
    }

    [Theory]
    [InlineData(200, "{\"" + Secret)]
    [InlineData(200, """{"error":"no","error_description":"SECRET-THAT-NO-LOG-MAY-SHOW"}""")]
    [InlineData(400, """{"error":"no","error_description":"SECRET-THAT-NO-LOG-MAY-SHOW"}""")]
    [InlineData(500, Secret)]
    public async Task No_exception_shows_a_code_a_secret_or_a_body(int status, string body)
    {
        Provider.Answers["POST /token"] = new CannedAnswer(body, status);
        var client = CreateClient(secret: Secret);

        var exception = await Assert.ThrowsAsync<OAuthException>(() => client.GetAccessTokenAsync(Secret, Callback, Secret, default));

        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_shows_itself() => Assert.Equal("OAuthToken", (await LogInAsync(CreateClient())).ToString());

    private Task ExchangeAsync() => CreateClient().GetAccessTokenAsync("CODE", Callback, null, default);
}
