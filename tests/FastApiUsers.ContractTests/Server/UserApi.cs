using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace FastApiUsers.ContractTests.Server;

/// <summary>The routes of the server as a client calls them.</summary>
public sealed class UserApi : IDisposable
{
    public const string Password = "guinevere";
    private static int accounts;

    private readonly HttpClient http;

    public UserApi(ReferenceServer server)
    {
        Server = server;
        // Cookies are sent by hand, since they are marked secure and the tests speak plain HTTP.
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
    }

    public ReferenceServer Server { get; }

    /// <summary>An address that nobody else uses.</summary>
    public static string NewEmail() => string.Create(CultureInfo.InvariantCulture, $"user{Interlocked.Increment(ref accounts)}@camelot.bt");

    public Task<Answer> RegisterAsync(string email, string password = Password) => PostAsync("/auth/register", new { email, password });

    public async Task<Account> NewAccountAsync(string password = Password)
    {
        var email = NewEmail();
        var answer = await RegisterAsync(email, password);
        return new Account(answer.Expect(201).Json.GetProperty("id").GetString()!, email, password);
    }

    /// <summary>The bearer token of a new superuser.</summary>
    public async Task<string> NewSuperuserAsync()
    {
        var account = await NewAccountAsync();
        Server.Database.Run("UPDATE user SET is_superuser = 1 WHERE id = $id", ("$id", account.Id));
        return await BearerAsync(account);
    }

    public Task<Answer> LoginAsync(string username, string password, string backend = "jwt")
    {
        var form = new FormUrlEncodedContent([new("username", username), new("password", password)]);
        return SendAsync(HttpMethod.Post, $"/auth/{backend}/login", form);
    }

    /// <summary>Signs in and returns the bearer token.</summary>
    public async Task<string> BearerAsync(Account account) =>
        (await LoginAsync(account.Email, account.Password)).Expect(200).Json.GetProperty("access_token").GetString()!;

    /// <summary>Signs in and returns the token in the cookie.</summary>
    public async Task<string> CookieAsync(Account account)
    {
        var answer = await LoginAsync(account.Email, account.Password, "cookie");
        return answer.Expect(204).Headers.GetValues("set-cookie").Single().Split(';')[0].Split('=')[1];
    }

    public Task<Answer> MeAsync(string bearer) => SendAsync(HttpMethod.Get, "/users/me", bearer: bearer);

    public Task<Answer> MeByCookieAsync(string cookie) => SendAsync(HttpMethod.Get, "/users/me", cookie: cookie);

    public Task<Answer> PatchMeAsync(string bearer, object changes) =>
        SendAsync(HttpMethod.Patch, "/users/me", JsonContent.Create(changes), bearer);

    public Task<Answer> PatchAsync(string bearer, string id, string changes) =>
        SendAsync(HttpMethod.Patch, $"/users/{id}", Json(changes), bearer);

    public Task<Answer> DeleteAsync(string bearer, string id) => SendAsync(HttpMethod.Delete, $"/users/{id}", bearer: bearer);

    public async Task<string> ResetTokenAsync(Account account)
    {
        (await PostAsync("/auth/forgot-password", new { email = account.Email })).Expect(202);
        return Server.Events.LatestToken("on_after_forgot_password", account.Id);
    }

    public async Task<string> VerifyTokenAsync(Account account)
    {
        (await PostAsync("/auth/request-verify-token", new { email = account.Email })).Expect(202);
        return Server.Events.LatestToken("on_after_request_verify", account.Id);
    }

    public Task<Answer> ResetAsync(string token, string password) => PostAsync("/auth/reset-password", new { token, password });

    public Task<Answer> VerifyAsync(string token) => PostAsync("/auth/verify", new { token });

    public Task<Answer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    /// <summary>Posts JSON text as it stands, however broken.</summary>
    public Task<Answer> PostTextAsync(string path, string json) => SendAsync(HttpMethod.Post, path, Json(json));

    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        string? bearer = null,
        string? cookie = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("authorization", $"Bearer {bearer}");
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("cookie", $"fastapiusersauth={cookie}");
        using var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    public void Dispose() => http.Dispose();

    private static StringContent Json(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
