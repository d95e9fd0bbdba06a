using System.Text;
using System.Text.Json;
using FastApiUsers.ContractTests.Http;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation10AnswersDoNotTellUsersApart(Servers servers)
{
    [Theory]
    [BothPresets]
    public async Task A_login_of_an_unknown_and_an_inactive_user_and_a_wrong_password_get_the_same_bytes(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var inactive = await NewInactiveAsync(api);
        foreach (var backend in new[] { "jwt", "cookie" })
        {
            var path = $"/auth/{backend}/login";
            var unknown = await FormBytesAsync(api, path, UserApi.NewEmail(), account.Password);
            Assert.Contains("LOGIN_BAD_CREDENTIALS", unknown, StringComparison.Ordinal);
            Assert.Equal(unknown, await FormBytesAsync(api, path, account.Email, "wrong-password"));
            Assert.Equal(unknown, await FormBytesAsync(api, path, inactive.Email, inactive.Password));
            Assert.Equal(unknown, await FormBytesAsync(api, path, inactive.Email, "wrong-password"));
        }
    }

    [Theory]
    [BothPresets]
    public async Task Asking_for_a_mail_gets_the_same_bytes_whoever_is_named(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var verified = await api.NewAccountAsync();
        (await api.VerifyAsync(await api.VerifyTokenAsync(verified))).Expect(200);
        var inactive = await NewInactiveAsync(api);
        foreach (var path in new[] { "/auth/forgot-password", "/auth/request-verify-token" })
        {
            var unknown = await JsonBytesAsync(api, path, UserApi.NewEmail());
            Assert.StartsWith("202", unknown, StringComparison.Ordinal);
            foreach (var known in new[] { account, verified, inactive })
                Assert.Equal(unknown, await JsonBytesAsync(api, path, known.Email));
        }
    }

    private static async Task<Account> NewInactiveAsync(UserApi api)
    {
        var account = await api.NewAccountAsync();
        api.Server.Database.Run("UPDATE user SET is_active = 0 WHERE id = $id", ("$id", account.Id));
        return account;
    }

    private static Task<string> FormBytesAsync(UserApi api, string path, string username, string password) => BytesAsync(
        api,
        path,
        "application/x-www-form-urlencoded",
        $"username={Uri.EscapeDataString(username)}&password={Uri.EscapeDataString(password)}");

    private static Task<string> JsonBytesAsync(UserApi api, string path, string email) =>
        BytesAsync(api, path, "application/json", JsonSerializer.Serialize(new { email }));

    /// <summary>The whole answer but its date.</summary>
    private static async Task<string> BytesAsync(UserApi api, string path, string mediaType, string body)
    {
        var request = $"POST {path} HTTP/1.1\r\nhost: {api.Server.Address.Authority}\r\nconnection: close\r\n"
            + $"content-type: {mediaType}\r\ncontent-length: {body.Length}\r\n\r\n{body}";
        var response = await RawConnection.ExchangeAsync(api.Server.Address, Encoding.ASCII.GetBytes(request));
        var headers = response.Headers.Where(header => !header.Key.Equals("date", StringComparison.OrdinalIgnoreCase));
        return string.Join('\n', [$"{response.Status}", .. headers.Select(header => $"{header.Key}: {header.Value}"), response.Text]);
    }
}
