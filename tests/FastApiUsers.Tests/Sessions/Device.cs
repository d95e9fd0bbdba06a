using System.Net;
using System.Text;
using System.Text.Json;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Sessions;

/// <summary>A client that is signed in by one backend, at one node or at another.</summary>
internal sealed class Device
{
    public const string Agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private Device(string backend) => Backend = backend;

    public string Backend { get; }

    public string AccessToken { get; private set; } = "";

    public string? RefreshToken { get; private set; }

    public JsonElement Body { get; private set; }

    public string[] SetCookies { get; private set; } = [];

    public static async Task<Device> LoginAsync(TestApp app, string backend, string email = UserClient.Email, string password = UserClient.Password, Device? before = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/auth/{backend}/login")
        {
            Content = new FormUrlEncodedContent([new("username", email), new("password", password)]),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        before?.Authenticate(request);
        using var response = await app.Client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await OfAsync(backend, response);
    }

    /// <summary>Whoever a login has answered.</summary>
    public static async Task<Device> OfAsync(string backend, HttpResponseMessage login)
    {
        var device = new Device(backend);
        await device.TakeAsync(login);
        return device;
    }

    /// <summary>A superuser, who is registered for this.</summary>
    public static async Task<Device> LoginSuperuserAsync(TestApp app, string backend)
    {
        await app.RegisterAsync("merlin@camelot.bt");
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = true WHERE email = 'merlin@camelot.bt'");
        return await LoginAsync(app, backend, "merlin@camelot.bt");
    }

    public async Task<HttpStatusCode> MeAsync(TestApp app) => (await SendAsync(app, HttpMethod.Get, "/users/me")).Status;

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(TestApp app, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        Authenticate(request);
        using var response = await app.Client.SendAsync(request);
        SetCookies = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Asks for new tokens and, where there are some, uses them from now on.</summary>
    public async Task<HttpStatusCode> RefreshAsync(TestApp app, string? refreshToken = null)
    {
        using var response = await PostRefreshAsync(app, refreshToken ?? RefreshToken!);
        if (response.IsSuccessStatusCode)
            await TakeAsync(response);
        return response.StatusCode;
    }

    /// <summary>Signs out by the refresh token.</summary>
    public async Task<HttpStatusCode> RevokeAsync(TestApp app, string? refreshToken = null)
    {
        using var response = await PostRefreshAsync(app, refreshToken ?? RefreshToken!, "/revoke");
        SetCookies = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> PostRefreshAsync(TestApp app, string refreshToken, string path = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/auth/{Backend}/refresh{path}");
        if (IsBearer)
            request.Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)]);
        else
            request.Headers.TryAddWithoutValidation("Cookie", $"{Backend}_refresh={refreshToken}");
        return await app.Client.SendAsync(request);
    }

    public Device Copy() => (Device)MemberwiseClone();

    private bool IsBearer => Backend.StartsWith("bearer", StringComparison.Ordinal);

    private void Authenticate(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation(
        IsBearer ? "Authorization" : "Cookie", IsBearer ? $"Bearer {AccessToken}" : $"{Backend}={AccessToken}");

    private async Task TakeAsync(HttpResponseMessage response)
    {
        if (IsBearer)
        {
            Body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            AccessToken = Body.GetProperty("access_token").GetString()!;
            RefreshToken = Body.TryGetProperty("refresh_token", out var refresh) ? refresh.GetString() : null;
            return;
        }

        SetCookies = [.. response.Headers.GetValues("Set-Cookie")];
        AccessToken = Find(Backend)!;
        RefreshToken = Find($"{Backend}_refresh");
    }

    private string? Find(string cookie) =>
        Array.Find(SetCookies, text => text.StartsWith(cookie + "=", StringComparison.Ordinal))?.Split('=', ';')[1];
}
