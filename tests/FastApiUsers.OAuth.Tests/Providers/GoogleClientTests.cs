using FastApiUsers.OAuth.Tests.Support;

namespace FastApiUsers.OAuth.Tests.Providers;

public sealed class GoogleClientTests : ReadyMadeClientTest
{
    private const string Issuer = "https://accounts.google.com";
    private const string Claims = """{"azp":"CLIENT_ID","sub":"110169484474386276334","email":"arthur@camelot.bt","email_verified":true,"name":"Arthur"}""";

    [Theory]
    [InlineData("https://accounts.google.com")]
    [InlineData("accounts.google.com")]
    public async Task The_id_token_says_who_it_is(string issuer)
    {
        AnswerAsOpenId(Issuer);

        await AssertIdentityAsync(new GoogleClient(Id, Secret, Options), IdToken(issuer, Claims), "110169484474386276334", "arthur@camelot.bt", true);
    }

    [Fact]
    public async Task An_address_that_is_not_verified_stays_so()
    {
        AnswerAsOpenId(Issuer);
        var token = IdToken(Issuer, Claims.Replace("true", "false", StringComparison.Ordinal));

        await AssertIdentityAsync(new GoogleClient(Id, Secret, Options), token, "110169484474386276334", "arthur@camelot.bt", false);
    }

    [Fact]
    public async Task The_original_names_an_account_by_the_People_API()
    {
        AnswerAsOpenId(Issuer);
        var client = new GoogleClient(Id, Secret, new ProviderOptions { Http = Detoured(), UseOriginalAccountIds = true });

        await AssertIdentityAsync(client, IdToken(Issuer, Claims), "people/110169484474386276334", "arthur@camelot.bt", true);
    }

    [Fact]
    public async Task It_asks_for_the_address()
    {
        AnswerAsOpenId(Issuer);

        Assert.Equal(
            "https://accounts.google.com/authorize?response_type=code&client_id=CLIENT_ID&redirect_uri=https%3A%2F%2Fcastle.bt%2Fcallback&state=XYZ&scope=openid+email+profile&nonce=N",
            await AuthorizationUrlAsync(new GoogleClient(Id, Secret, Options), "N"));
    }
}
