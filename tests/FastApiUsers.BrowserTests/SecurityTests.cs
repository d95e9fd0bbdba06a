using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;

namespace FastApiUsers.BrowserTests;

/// <summary>What pages of strangers cannot do, and what the pages refuse.</summary>
[Collection(SharedSite.Name)]
public sealed class SecurityTests(Site site)
{
    public static TheoryData<string> Pages => ["/", "/sign-up.html", "/profile.html", "/accounts.html"];

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_loads_without_a_complaint_and_refuses_a_script_that_got_into_it(string page)
    {
        var visitor = await site.WelcomeAsync($"visitor-{NameOf(page)}");
        await visitor.SignUpAsync();
        if (page is "/")
            await visitor.SignOutAsync();
        await visitor.Page.GotoAsync(page, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Empty(visitor.Complaints);

        await visitor.Page.EvaluateAsync("""() => { const script = document.createElement('script'); script.textContent = 'window.stolen = true'; document.body.append(script); }""");

        Assert.Null(await visitor.Page.EvaluateAsync<bool?>("() => window.stolen ?? null"));
        Assert.Contains("Content Security Policy", Assert.Single(visitor.Complaints), StringComparison.Ordinal);
        await visitor.Page.Context.CloseAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Each_field_has_a_label_and_each_page_one_heading(string page)
    {
        await using var visitor = await site.WelcomeAsync($"reader-{NameOf(page)}");
        await visitor.SignUpAsync();
        if (page is "/")
            await visitor.SignOutAsync();
        await visitor.Page.GotoAsync(page, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Equal(1, await visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync());
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('input')].filter(input => input.labels.length !== 1).length"));
        Assert.Equal("en", await visitor.Page.GetAttributeAsync("html", "lang"));
    }

    [BrowserTheory]
    [InlineData("POST", "/auth/login")]
    [InlineData("POST", "/auth/logout")]
    [InlineData("POST", "/auth/register")]
    [InlineData("PATCH", "/users/me")]
    [InlineData("GET", "/auth/associate/fake/authorize")]
    public async Task A_page_of_another_origin_can_change_nothing(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(method, path, "Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(method, path, "Sec-Fetch-Site", "same-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(method, path, "Origin", "https://morgana.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(method, path, "Origin", "null"));
        Assert.NotEqual(HttpStatusCode.Forbidden, await SendAsync(method, path, "Origin", site.Address));
        Assert.NotEqual(HttpStatusCode.Forbidden, await SendAsync(method, path, "Sec-Fetch-Site", "same-origin"));
    }

    [BrowserTheory]
    [InlineData("/auth/register")]
    [InlineData("/users/me")]
    public async Task A_route_of_json_refuses_what_a_form_can_send(string path)
    {
        await using var nimue = await site.WelcomeAsync($"nimue-{NameOf(path)}");
        await nimue.SignUpAsync();
        nimue.Expect(path);

        var status = await nimue.Page.EvaluateAsync<int>(
            """async path => (await fetch(path, { method: path === '/users/me' ? 'PATCH' : 'POST', body: '{"email": "nimue@morgana.example", "password": "12345678910"}', headers: { 'Content-Type': 'text/plain' } })).status""",
            path);

        Assert.Equal(422, status);
    }

    private static string NameOf(string path) => string.Concat(path.Where(char.IsAsciiLetter));

    private async Task<HttpStatusCode> SendAsync(string method, string path, string header, string value)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), site.Address + path);
        request.Headers.Add(header, value);
        if (method is not "GET")
            request.Content = new StringContent("{}", Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
