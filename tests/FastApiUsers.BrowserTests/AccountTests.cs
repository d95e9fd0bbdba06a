using Microsoft.Playwright;

namespace FastApiUsers.BrowserTests;

/// <summary>Connecting and disconnecting accounts of a provider.</summary>
[Collection(SharedSite.Name)]
public sealed class AccountTests(Site site)
{
    [BrowserFact]
    public async Task Who_has_a_password_connects_an_account_and_disconnects_it()
    {
        await using var lancelot = await site.WelcomeAsync("lancelot");
        await lancelot.SignUpAsync();
        site.Provider.Person = new("subject-of-the-lake", "of.the.lake@camelot.bt");

        await lancelot.ConnectAsync();
        await lancelot.SeeAsync("/accounts.html", "Connected accounts");
        await lancelot.Page.GetByText("of.the.lake@camelot.bt").WaitForAsync();
        await lancelot.ClickAsync($"Disconnect {Site.ProviderName}, of.the.lake@camelot.bt");
        await lancelot.HearAsync($"{Site.ProviderName} is disconnected.");

        await lancelot.Page.GetByText("No account is connected yet.").WaitForAsync();
        Assert.Equal(0, await lancelot.Page.GetByText("of.the.lake@camelot.bt").CountAsync());
    }

    [BrowserFact]
    public async Task Who_has_connected_an_account_signs_in_with_it_as_the_same_user()
    {
        await using var elaine = await site.WelcomeAsync("elaine");
        await elaine.SignUpAsync();
        site.Provider.Person = new("subject-of-corbenic", "corbenic@camelot.bt");
        await elaine.ConnectAsync();
        await elaine.Page.GetByText("corbenic@camelot.bt").WaitForAsync();
        await elaine.SignOutAsync();

        await elaine.GoToProviderAsync();
        await elaine.AllowAsync();

        await elaine.SeeAsync("/profile.html", "Hello, Somebody!");
        Assert.Equal(elaine.Email, await elaine.Page.GetByLabel("E-mail address").InputValueAsync());
    }

    [BrowserFact]
    public async Task The_last_way_to_sign_in_stays_and_the_page_says_so_until_there_is_a_password()
    {
        await using var guinevere = await site.WelcomeAsync("guinevere");
        await guinevere.GoToProviderAsync();
        await guinevere.AllowAsync();
        await guinevere.SeeAsync("/profile.html", $"Hello, {guinevere.Email}!");

        guinevere.Expect("/oauth-accounts/");
        await guinevere.FollowAsync("Accounts");
        await guinevere.ClickAsync($"Disconnect {Site.ProviderName}, {guinevere.Email}");
        await guinevere.HearAsync("This is your only way to sign in.");
        Assert.True(await guinevere.Page.GetByText(guinevere.Email).IsVisibleAsync());

        await guinevere.FollowAsync("Profile");
        await guinevere.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(Visitor.Password);
        await guinevere.ClickAsync("Set the password");
        await guinevere.HearAsync("Your new password is set.");
        await guinevere.FollowAsync("Accounts");
        await guinevere.ClickAsync($"Disconnect {Site.ProviderName}, {guinevere.Email}");
        await guinevere.HearAsync($"{Site.ProviderName} is disconnected.");
    }

    [BrowserFact]
    public async Task An_account_of_another_user_cannot_be_connected_and_the_page_says_so()
    {
        await using var pellinore = await site.WelcomeAsync("pellinore");
        await pellinore.GoToProviderAsync();
        await pellinore.AllowAsync();
        await pellinore.SeeAsync("/profile.html", $"Hello, {pellinore.Email}!");
        var person = site.Provider.Person;

        await using var palamedes = await site.WelcomeAsync("palamedes");
        await palamedes.SignUpAsync();
        site.Provider.Person = person;
        await palamedes.ConnectAsync();

        await palamedes.SeeAsync("/accounts.html", "Connected accounts");
        await palamedes.HearAsync("That account, or its e-mail address, belongs to another person here.");
        await palamedes.Page.GetByText("No account is connected yet.").WaitForAsync();
    }

    [BrowserFact]
    public async Task Who_refuses_consent_to_a_connection_reads_a_sentence_where_it_began()
    {
        await using var ector = await site.WelcomeAsync("ector");
        await ector.SignUpAsync();

        await Visitor.GoToProviderAsync(ector.Page, "/accounts.html");
        await ector.DenyAsync();

        await ector.SeeAsync("/accounts.html", "Connected accounts");
        await ector.HearAsync("You did not allow it, so nothing has happened.");
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whose_session_ends_before_the_provider_or_there_is_asked_to_sign_in(bool there)
    {
        await using var dagonet = await site.WelcomeAsync(there ? "dagonet" : "dinadan");
        await dagonet.SignUpAsync();
        await dagonet.FollowAsync("Accounts");
        var link = dagonet.Page.GetByRole(AriaRole.Link, new() { Name = Site.ProviderName });
        await link.WaitForAsync();

        if (there)
        {
            await link.ClickAsync();
            await dagonet.Page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).WaitForAsync();
            await EndSessionAsync(dagonet);
            await dagonet.AllowAsync();
        }
        else
        {
            await EndSessionAsync(dagonet);
            await link.ClickAsync();
        }

        await dagonet.SeeAsync("/", "Sign in");
        await dagonet.HearAsync("You are signed out. Please sign in again.");
    }

    private static Task EndSessionAsync(Visitor visitor) => visitor.Page.Context.ClearCookiesAsync(new() { Name = "fastapiusersauth" });
}
