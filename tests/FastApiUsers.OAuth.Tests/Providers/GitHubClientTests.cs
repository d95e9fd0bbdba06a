using FastApiUsers.OAuth.Tests.Support;

namespace FastApiUsers.OAuth.Tests.Providers;

public sealed class GitHubClientTests : ReadyMadeClientTest
{
    private const string Profile = """{"login":"arthur","id":583231,"node_id":"MDQ6VXNlcjE=","email":"public@camelot.bt","name":"Arthur"}""";
    private const string Emails = """
        [
          {"email":"old@camelot.bt","primary":false,"verified":true,"visibility":null},
          {"email":"arthur@camelot.bt","primary":true,"verified":true,"visibility":"private"}
        ]
        """;

    [Fact]
    public async Task The_primary_address_is_the_one_of_the_list()
    {
        Answer("GET /api.github.com/user", Profile);
        Answer("GET /api.github.com/user/emails", Emails);

        await AssertIdentityAsync(new GitHubClient(Id, Secret, Options), Token, "583231", "arthur@camelot.bt", true);

        Assert.All(Provider.Seen, request => Assert.Equal("Bearer ACCESS_TOKEN", request.Headers["Authorization"]));
        Assert.All(Provider.Seen, request => Assert.Equal("FastApiUsers", request.Headers["User-Agent"]));
    }

    [Fact]
    public async Task A_primary_address_that_is_not_verified_stays_so()
    {
        Answer("GET /api.github.com/user", Profile);
        Answer("GET /api.github.com/user/emails", """[{"email":"arthur@camelot.bt","primary":true,"verified":false}]""");

        await AssertIdentityAsync(new GitHubClient(Id, Secret, Options), Token, "583231", "arthur@camelot.bt", false);
    }

    [Theory]
    [InlineData("[]", 200)]
    [InlineData("""[{"primary":true,"verified":true}]""", 200)]
    [InlineData("""{"message":"Not Found"}""", 404)]
    public async Task The_public_address_is_never_verified(string emails, int status)
    {
        Answer("GET /api.github.com/user", Profile);
        Answer("GET /api.github.com/user/emails", emails, status);

        await AssertIdentityAsync(new GitHubClient(Id, Secret, Options), Token, "583231", "public@camelot.bt", false);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_an_error()
    {
        Answer("GET /api.github.com/user", Profile);
        Answer("GET /api.github.com/user/emails", "", 500);

        await AssertFailsAsync(OAuthFailure.Unavailable, () => new GitHubClient(Id, Secret, Options).GetIdEmailAsync(Token, null, default));
    }

    [Fact]
    public async Task A_bad_code_is_refused_though_GitHub_answers_200()
    {
        Answer("POST /github.com/login/oauth/access_token", """{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired."}""");

        var exception = await AssertFailsAsync(
            OAuthFailure.Refused, () => new GitHubClient(Id, Secret, Options).GetAccessTokenAsync("CODE", Callback, null, default));

        Assert.Equal("bad_verification_code", exception.Error);
    }

    [Fact]
    public async Task It_asks_for_the_addresses_alone() => Assert.Equal(
        "https://github.com/login/oauth/authorize?response_type=code&client_id=CLIENT_ID&redirect_uri=https%3A%2F%2Fcastle.bt%2Fcallback&state=XYZ&scope=user%3Aemail",
        await AuthorizationUrlAsync(new GitHubClient(Id, Secret, Options)));
}
