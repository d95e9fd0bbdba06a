using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace FastApiUsers.BrowserTests;

/// <summary>
/// Somebody with a browser, who does as people do and finds things by what they read. When they leave, the browser's console must be empty:
/// no error of a script, nothing that the Content-Security-Policy refused, no answer of an error that was not expected.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    public const string Password = "four queens and a sword";

    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly string _issuer;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly List<string> _expected = [];

    private Visitor(IBrowserContext context, string address, string issuer, string email)
    {
        (_context, _address, _issuer, Email) = (context, address, issuer, email);
        _context.SetDefaultTimeout(60_000);
        _context.Console += (_, message) => Note(message);
        _context.WebError += (_, error) => _complaints.Enqueue(error.Error);
    }

    public string Email { get; }

    public IPage Page { get; private set; } = null!;

    /// <summary>What the browser has complained of so far.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    internal static async Task<Visitor> ComeAsync(IBrowser browser, string address, string issuer, string email)
    {
        var visitor = new Visitor(await browser.NewContextAsync(new() { BaseURL = address }), address, issuer, email);
        visitor.Page = await visitor.OpenTabAsync();
        return visitor;
    }

    public Task<IPage> OpenTabAsync() => _context.NewPageAsync();

    /// <summary>A path whose refusal is part of the test: browsers write each answer of an error to the console.</summary>
    public void Expect(string path) => _expected.Add(path);

    public async Task SignUpAsync()
    {
        await Page.GotoAsync("/sign-up.html");
        await Page.GetByLabel("Name").FillAsync("Somebody");
        await Page.GetByLabel("E-mail address").FillAsync(Email);
        await Page.GetByLabel("Password").FillAsync(Password);
        await ClickAsync("Sign up");
        await SeeAsync("/profile.html", "Hello, Somebody!");
    }

    public async Task SignInAsync(string password = Password)
    {
        await Page.GotoAsync("/");
        await Page.GetByLabel("E-mail address").FillAsync(Email);
        await Page.GetByLabel("Password").FillAsync(password);
        await ClickAsync("Sign in");
    }

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    public async Task SignOutAsync()
    {
        await ClickAsync("Sign out");
        await SeeAsync("/", "Sign in");
    }

    /// <summary>Goes from the sign-in page to the provider.</summary>
    public Task GoToProviderAsync() => GoToProviderAsync(Page, "/");

    public static async Task GoToProviderAsync(IPage page, string from)
    {
        await page.GotoAsync(from);
        await page.GetByRole(AriaRole.Link, new() { Name = Site.ProviderName }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).WaitForAsync();
    }

    public Task AllowAsync() => AllowAsync(Page);

    public static Task AllowAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();

    public Task DenyAsync() => ClickAsync("Deny");

    /// <summary>Connects the account of whoever is logged in at the provider.</summary>
    public async Task ConnectAsync()
    {
        await GoToProviderAsync(Page, "/accounts.html");
        await AllowAsync();
    }

    /// <summary>Waits for a page of the sample with a heading.</summary>
    public Task SeeAsync(string path, string heading) => SeeAsync(Page, path, heading);

    public async Task SeeAsync(IPage page, string path, string heading)
    {
        ArgumentNullException.ThrowIfNull(page);
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true, Level = 1 }).WaitForAsync();
        Assert.Equal(_address + path, page.Url);
    }

    /// <summary>Waits for the notice to say something, and to have been said aloud.</summary>
    public async Task HearAsync(string sentence) =>
        await Page.GetByRole(AriaRole.Alert).And(Page.GetByText(sentence)).WaitForAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    private void Note(IConsoleMessage message)
    {
        // Where a message comes from stands before its line and column.
        if (message.Type is not ("error" or "warning") || message.Location.StartsWith(_issuer, StringComparison.Ordinal))
            return;
        if (message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && _expected.Any(path => message.Location.StartsWith(_address + path, StringComparison.Ordinal)))
            return;
        _complaints.Enqueue($"{message.Text} ({message.Location})");
    }
}
