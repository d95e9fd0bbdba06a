using System.Net;
using System.Text.Json;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>What tests of the cache ask again and again.</summary>
internal static class CachedClient
{
    public static async Task<JsonElement> MeAsync(this TestApp app, string token)
    {
        var (status, body) = await app.SendAsync(HttpMethod.Get, "/users/me", token: token);
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    public static async Task<string?> MottoAsync(this TestApp app, string token) => (await app.MeAsync(token)).GetProperty("motto").GetString();

    public static async Task<HttpStatusCode> StatusAsync(this TestApp app, string token) => (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status;

    public static async Task PatchAsync(this TestApp app, string token, string json, string path = "/users/me") =>
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Patch, path, json, token)).Status);

    public static async Task<string> LoginSuperuserAsync(this TestApp app)
    {
        await app.RegisterAsync("merlin@camelot.bt");
        await app.Database.RunAsync("UPDATE \"user\" SET is_superuser = true WHERE email = 'merlin@camelot.bt'");
        return await app.LoginAsync("merlin@camelot.bt");
    }
}
