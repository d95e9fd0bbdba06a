using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation07OpaqueTokensAreStoredHashed(Servers servers)
{
    [Fact]
    public async Task Modern_stores_the_base64url_SHA256_of_the_token()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var account = await api.NewAccountAsync();
        var token = await api.CookieAsync(account);

        var stored = StoredToken(api, account);
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token))), stored);
        Assert.Equal(43, stored.Length);
        (await api.MeByCookieAsync(token)).Expect(200);
    }

    [Fact]
    public async Task Modern_does_not_take_what_the_table_holds_for_a_token()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var account = await api.NewAccountAsync();
        await api.CookieAsync(account);
        (await api.MeByCookieAsync(StoredToken(api, account))).Expect(401);
    }

    [Fact]
    public async Task Original_stores_the_token()
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var account = await api.NewAccountAsync();
        var token = await api.CookieAsync(account);
        Assert.Equal(token, StoredToken(api, account));
        Assert.Equal(43, token.Length);
    }

    private static string StoredToken(UserApi api, Account account) =>
        (string)api.Server.Database.Value("SELECT token FROM accesstoken WHERE user_id = $id", ("$id", account.Id))!;
}
