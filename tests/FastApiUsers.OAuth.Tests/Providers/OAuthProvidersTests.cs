using System.Security.Cryptography;

namespace FastApiUsers.OAuth.Tests.Providers;

public sealed class OAuthProvidersTests
{
    public static TheoryData<string> Names => [.. OAuthProviders.All.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_provider_is_made_of_its_settings(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var client = OAuthProviders.Get(name.ToUpperInvariant()).Create(new OAuthProviderSettings
        {
            ClientId = "CLIENT_ID",
            ClientSecret = "CLIENT_SECRET",
            Domain = "camelot.example",
            Shop = "camelot",
            Issuer = "https://camelot.example",
            TeamId = "TEAM123456",
            KeyId = "KEY1234567",
            PrivateKey = key.ExportPkcs8PrivateKeyPem(),
            Scopes = ["one"],
        });

        Assert.Equal(name, client.Name);
        Assert.Equal(["one"], client.Scopes);
        Assert.Equal(client is OpenIdConnectClient, client.SupportsNonce);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_that_is_missing_is_named(string name) => Assert.Contains(
        "ClientId", Assert.Throws<ArgumentException>(() => OAuthProviders.Get(name).Create(new OAuthProviderSettings())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("okta", "Domain")]
    [InlineData("auth0", "Domain")]
    [InlineData("shopify", "Shop")]
    [InlineData("apple", "TeamId")]
    [InlineData("openid", "Issuer")]
    public void What_a_provider_needs_besides_is_named(string name, string setting)
    {
        var settings = new OAuthProviderSettings { ClientId = "CLIENT_ID", ClientSecret = "CLIENT_SECRET" };

        Assert.Contains(setting, Assert.Throws<ArgumentException>(() => OAuthProviders.Get(name).Create(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_provider_is_answered_with_the_known_ones() =>
        Assert.Contains("google, github, microsoft", Assert.Throws<ArgumentException>(() => OAuthProviders.Get("camelot")).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_may_be_ones_own()
    {
        var client = OAuthProviders.Get("google").Create(new OAuthProviderSettings { ClientId = "CLIENT_ID", ClientSecret = "CLIENT_SECRET", Name = "work" });

        Assert.Equal("work", client.Name);
        Assert.Equal("Google", OAuthProviders.Get("google").DisplayName);
    }
}
