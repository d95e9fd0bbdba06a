using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.Tests.OAuth;

/// <summary>A browser: it keeps cookies until it is told to drop them, sends them oldest first, and follows nothing by itself.</summary>
internal sealed class OAuthBrowser(TestApp app)
{
    private readonly OrderedDictionary<string, string> _cookies = [];

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>The bytes of the header that all cookies make.</summary>
    public int CookieHeaderLength => CookieHeader.Length;

    /// <summary>Whether it keeps cookies that it was told to drop.</summary>
    public bool IgnoresSetCookie { get; set; }

    /// <summary>Who has sent it there; none for a browser of old, which says nothing.</summary>
    public string? FetchSite { get; set; } = "same-origin";

    /// <summary>What it is about: none for a browser of old.</summary>
    public string? FetchMode { get; set; }

    /// <summary>The page that it comes from.</summary>
    public string? Referer { get; set; }

    /// <summary>The access token of a program that has one.</summary>
    public string? Token { get; set; }

    private string CookieHeader => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public Task<OAuthAnswer> GetAsync(string path, string? host = null) => SendAsync(HttpMethod.Get, path, host: host);

    public async Task<OAuthAnswer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, path, form);
    }

    public async Task<OAuthAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? host = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (_cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", CookieHeader);
        if (FetchSite is not null)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", FetchSite);
        if (FetchMode is not null)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", FetchMode);
        if (Referer is not null)
            request.Headers.TryAddWithoutValidation("Referer", Referer);
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Host = host;
        using var response = await app.Client.SendAsync(request);
        var answer = await OAuthAnswer.ReadAsync(response);
        foreach (var cookie in answer.SetCookies)
            Keep(cookie);
        return answer;
    }

    /// <summary>Begins a flow, and returns where the provider is.</summary>
    public async Task<Uri> BeginAsync(string routes, string query = "", string? host = null)
    {
        var answer = await GetAsync($"{routes}/authorize{query}", host);
        if (answer.Status == HttpStatusCode.Redirect)
            return new Uri(answer.Location!);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new Uri(answer.Body.GetProperty("authorization_url").GetString()!);
    }

    /// <summary>Begins a flow and consents at the provider, and returns the path of the callback.</summary>
    public async Task<string> ConsentAsync(string routes, string query = "") =>
        (await FakeProvider.ConsentAsync(await BeginAsync(routes, query))).PathAndQuery;

    /// <summary>The whole way there and back.</summary>
    public async Task<OAuthAnswer> FlowAsync(string routes, string query = "") => await GetAsync(await ConsentAsync(routes, query));

    /// <summary>The way there and back of a provider that asks for no consent.</summary>
    public async Task<OAuthAnswer> BeginAndReturnAsync(string routes, string query = "") => await GetAsync((await BeginAsync(routes, query)).PathAndQuery);

    /// <summary>Signs in, and keeps the token.</summary>
    public async Task<OAuthBrowser> SignInAsync(string routes)
    {
        var answer = await FlowAsync(routes);
        Assert.True(answer.IsSuccess, $"{answer.Status} {answer.Body}");
        Token = answer.Status == HttpStatusCode.NoContent ? null : answer.Body.GetProperty("access_token").GetString();
        return this;
    }

    public async Task<JsonElement> MeAsync()
    {
        var answer = await GetAsync("/users/me");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Body;
    }

    private void Keep(string cookie)
    {
        var (name, value) = (cookie.Split('=')[0], cookie.Split('=', ';')[1]);
        if (!cookie.Contains("Max-Age=0", StringComparison.OrdinalIgnoreCase))
            _cookies[name] = value;
        else if (!IgnoresSetCookie)
            _cookies.Remove(name);
    }
}
