using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Support;

/// <summary>What a test asks of an application, in raw JSON.</summary>
internal static class UserClient
{
    public const string Email = "arthur@camelot.bt";
    public const string Password = "guinevere";

    public static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        this TestApp app, HttpMethod method, string path, string? json = null, string? token = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookie is not null)
            request.Headers.Add("Cookie", $"fastapiusersauth={cookie}");

        using var response = await app.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default);
    }

    public static async Task<JsonElement> RegisterAsync(this TestApp app, string email = Email, string more = "")
    {
        var (status, body) = await app.SendAsync(HttpMethod.Post, "/auth/register", $$"""{"email":"{{email}}","password":"{{Password}}"{{more}}}""");
        Assert.Equal(HttpStatusCode.Created, status);
        return body;
    }

    public static async Task<HttpResponseMessage> PostLoginAsync(this TestApp app, string backend = "jwt", string email = Email, string password = Password)
    {
        using var form = new FormUrlEncodedContent([new("username", email), new("password", password)]);
        return await app.Client.PostAsync($"/auth/{backend}/login", form);
    }

    public static async Task<string> LoginAsync(this TestApp app, string email = Email, string backend = "jwt")
    {
        using var response = await app.PostLoginAsync(backend, email);
        response.EnsureSuccessStatusCode();
        return response.StatusCode == HttpStatusCode.NoContent
            ? response.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1]
            : JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Changes the stored user as an administrator of the database would.</summary>
    public static async Task ExecuteAsync<TContext>(this TestApp app, string sql, params object[] parameters)
        where TContext : DbContext
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TContext>().Database.ExecuteSqlRawAsync(sql, parameters);
    }

    public static Task ExecuteAsync(this TestApp app, string sql, params object[] parameters) =>
        app.ExecuteAsync<KnightDbContext<Knight, Guid>>(sql, parameters);

    public static string? Code(this JsonElement body) => body.GetProperty("detail") is { ValueKind: JsonValueKind.Object } detail
        ? detail.GetProperty("code").GetString()
        : body.GetProperty("detail").GetString();

    public static string[] Locations(this JsonElement body) =>
        [.. body.GetProperty("detail").EnumerateArray().Select(error => string.Join('.', error.GetProperty("loc").EnumerateArray()))];
}
