using FastApiUsers.TestServers.OAuth;
using Microsoft.Playwright;

namespace FastApiUsers.BrowserTests;

/// <summary>The sample, a provider and a browser, which the tests share. They run one after another, since each tells the provider who is there.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>What people read on the button of the provider.</summary>
    public const string ProviderName = "Round Table";

    private WebProgram _program = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public FakeProvider Provider { get; private set; } = null!;

    public string Address => _program.Address;

    public async Task InitializeAsync()
    {
        if (Chromium.IsSkipped)
            return;

        Provider = await FakeProvider.StartAsync();
        _program = await WebProgram.StartAsync(new Dictionary<string, string>
        {
            ["FastApiUsers:OAuth:fake:Provider"] = "openid",
            ["FastApiUsers:OAuth:fake:DisplayName"] = ProviderName,
            ["FastApiUsers:OAuth:fake:Issuer"] = Provider.Issuer,
            ["FastApiUsers:OAuth:fake:ClientId"] = Provider.ClientId,
            ["FastApiUsers:OAuth:fake:ClientSecret"] = Provider.ClientSecret,
        });
        _playwright = await Playwright.CreateAsync();

        // Without a sandbox, which is Playwright's default: root has none, and no page here is a stranger's.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path ?? throw new InvalidOperationException(Chromium.Missing), Headless = true });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
        if (Provider is not null)
            await Provider.DisposeAsync();
    }

    /// <summary>Somebody with a browser of their own, who is logged in at the provider.</summary>
    /// <param name="name">The name, which no other test has; the e-mail address is made of it.</param>
    public Task<Visitor> WelcomeAsync(string name)
    {
        Provider.Failure = ProviderFailure.None;
        Provider.ExtraClaims.Clear();
        Provider.Person = new FakePerson($"subject-{name}", EmailOf(name));
        return Visitor.ComeAsync(_browser, Address, Provider.Issuer, EmailOf(name));
    }

    /// <summary>Deactivates a user, as an administrator does.</summary>
    /// <param name="email">The e-mail address.</param>
    public void Close(string email) => _program.Run("UPDATE user SET is_active = 0 WHERE email = $email", email);

    /// <summary>Another sample that knows no provider.</summary>
    internal static Task<WebProgram> StartWithoutProvidersAsync() => WebProgram.StartAsync(new Dictionary<string, string>());

    /// <summary>The browser of somebody who visits another sample.</summary>
    internal Task<Visitor> VisitAsync(WebProgram program, string name) => Visitor.ComeAsync(_browser, program.Address, Provider.Issuer, EmailOf(name));

    private static string EmailOf(string name) => $"{name}@camelot.bt";
}
