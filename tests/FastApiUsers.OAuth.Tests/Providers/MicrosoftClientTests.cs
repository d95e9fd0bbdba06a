using FastApiUsers.OAuth.Tests.Support;

namespace FastApiUsers.OAuth.Tests.Providers;

public sealed class MicrosoftClientTests : ReadyMadeClientTest
{
    private const string Tenant = "3fc4b2a1-1111-4222-8333-944455566677";
    private const string Attacker = "aaaaaaaa-1111-4222-8333-944455566677";
    private const string Consumers = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static string IssuerOf(string tenant) => $"https://login.microsoftonline.com/{tenant}/v2.0";

    private static string ClaimsOf(string tenant, string more = "") =>
        $$"""{"sub":"AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ","tid":"{{tenant}}","oid":"00000000-0000-0000-66f3-3332eca7ea81","email":"arthur@camelot.bt"{{more}}}""";

    [Theory]
    [InlineData("", false)]
    [InlineData(",\"xms_edov\":true", true)]
    [InlineData(",\"xms_edov\":false", false)]
    [InlineData(",\"email_verified\":true", false)]
    public async Task An_address_is_verified_by_xms_edov_alone(string more, bool isVerified)
    {
        AnswerAsOpenId(IssuerOf("{tenantid}"), IssuerOf("common"));
        var token = IdToken(IssuerOf(Tenant), ClaimsOf(Tenant, more));

        await AssertIdentityAsync(new MicrosoftClient(Id, Secret, Options), token, "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ", "arthur@camelot.bt", isVerified);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"xms_edov\":true")]
    public async Task The_address_of_the_user_info_is_not_verified(string more)
    {
        AnswerAsOpenId(IssuerOf("{tenantid}"), IssuerOf("common"));
        Answer("GET /login.microsoftonline.com/userinfo", """{"sub":"S","email":"arthur@camelot.bt","email_verified":true}""");
        var token = IdToken(IssuerOf(Tenant), $$"""{"sub":"S","tid":"{{Tenant}}"{{more}}}""");

        await AssertIdentityAsync(new MicrosoftClient(Id, Secret, Options), token, "S", "arthur@camelot.bt", false);
    }

    [Theory]
    [InlineData(Tenant, Attacker)]
    [InlineData("{tenantid}", "{tenantid}")]
    [InlineData(Tenant, "x")]
    public async Task An_issuer_that_is_not_that_of_its_tenant_is_refused(string issuer, string tenant)
    {
        AnswerAsOpenId(IssuerOf("{tenantid}"), IssuerOf("common"));
        var token = IdToken(IssuerOf(issuer), ClaimsOf(tenant));

        await AssertFailsAsync(OAuthFailure.BadIdToken, () => new MicrosoftClient(Id, Secret, Options).GetIdEmailAsync(token, null, default));
    }

    [Fact]
    public async Task A_client_of_one_tenant_refuses_another()
    {
        AnswerAsOpenId(IssuerOf(Tenant));
        var client = new MicrosoftClient(Id, Secret, Options, Tenant);

        await AssertIdentityAsync(client, IdToken(IssuerOf(Tenant), ClaimsOf(Tenant)), "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ", "arthur@camelot.bt", false);
        await AssertFailsAsync(OAuthFailure.BadIdToken, () => client.GetIdEmailAsync(IdToken(IssuerOf(Attacker), ClaimsOf(Attacker)), null, default));
    }

    [Theory]
    [InlineData("common", "{tenantid}", true)]
    [InlineData("organizations", "{tenantid}", true)]
    [InlineData("consumers", Consumers, true)]
    [InlineData("camelot.onmicrosoft.com", Tenant, true)]
    [InlineData("common", Attacker, false)]
    [InlineData("consumers", Tenant, false)]
    [InlineData(Tenant, Attacker, false)]
    [InlineData("camelot.onmicrosoft.com", "{tenantid}", false)]
    public async Task The_configuration_is_that_of_the_tenant(string tenant, string named, bool isGood)
    {
        AnswerAsOpenId(IssuerOf(named), IssuerOf(tenant));
        var client = new MicrosoftClient(Id, Secret, Options, tenant);

        if (isGood)
            await AuthorizationUrlAsync(client);
        else
            await AssertFailsAsync(OAuthFailure.BadAnswer, () => AuthorizationUrlAsync(client));
    }

    [Theory]
    [InlineData(Tenant, "00000000-0000-0000-66f3-3332eca7ea81")]
    [InlineData(Consumers, "66f33332eca7ea81")]
    public async Task The_original_names_an_account_by_Graph(string tenant, string id)
    {
        AnswerAsOpenId(IssuerOf("{tenantid}"), IssuerOf("common"));
        var client = new MicrosoftClient(Id, Secret, new ProviderOptions { Http = Detoured(), UseOriginalAccountIds = true });

        await AssertIdentityAsync(client, IdToken(IssuerOf(tenant), ClaimsOf(tenant)), id, "arthur@camelot.bt", false);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/../b")]
    [InlineData("a?b")]
    public void A_tenant_that_would_change_the_URL_is_refused(string tenant) =>
        Assert.Throws<ArgumentException>(() => new MicrosoftClient(Id, Secret, tenant: tenant));
}
