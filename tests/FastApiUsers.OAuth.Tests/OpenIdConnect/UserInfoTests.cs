using FastApiUsers.OAuth.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests.OpenIdConnect;

/// <summary>OpenID Connect Core section 5.3.</summary>
public sealed class UserInfoTests : ProviderTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_asked_where_the_id_token_has_no_address(bool isSigned)
    {
        Provider.Failure = ProviderFailure.EmailInUserInfoOnly;
        Provider.SignsUserInfo = isSigned;

        var identity = await IdentifyAsync();

        Assert.Equal((FakePerson.Arthur.Subject, "arthur@camelot.bt", true), (identity.AccountId, identity.Email, identity.IsEmailVerified));
    }

    [Fact]
    public async Task That_of_another_person_is_refused()
    {
        Provider.Failure = ProviderFailure.OtherPersonsUserInfo;

        await AssertFailsAsync(OAuthFailure.BadAnswer, IdentifyAsync);
    }

    [Fact]
    public async Task A_signed_one_whose_signature_is_not_good_is_refused()
    {
        using var stranger = new FakeKeys();
        Provider.Failure = ProviderFailure.EmailInUserInfoOnly;
        var claims = new Dictionary<string, object?> { ["sub"] = FakePerson.Arthur.Subject, ["iss"] = Provider.Issuer, ["aud"] = Provider.ClientId, ["email"] = "mordred@camelot.bt" };
        Provider.Answers["GET /userinfo"] = new CannedAnswer(stranger.Sign(claims, "RS256"), MediaType: "application/jwt");

        await AssertFailsAsync(OAuthFailure.BadIdToken, IdentifyAsync);
    }

    [Fact]
    public async Task Who_has_no_address_anywhere_has_none()
    {
        Provider.Failure = ProviderFailure.MissingEmail;

        var identity = await IdentifyAsync();

        Assert.Null(identity.Email);
        Assert.Equal(FakePerson.Arthur.Subject, identity.AccountId);
    }

    [Theory]
    [InlineData(ProviderFailure.UnverifiedEmail, false)]
    [InlineData(ProviderFailure.TextualEmailVerified, true)]
    public async Task An_address_is_verified_by_true_or_the_text_true(ProviderFailure failure, bool isVerified)
    {
        Provider.Failure = failure;

        Assert.Equal(isVerified, (await IdentifyAsync()).IsEmailVerified);
    }

    private async Task<OAuthIdentity> IdentifyAsync()
    {
        var client = CreateOpenIdClient();
        return await client.GetIdEmailAsync(await LogInAsync(client), null, default);
    }
}
