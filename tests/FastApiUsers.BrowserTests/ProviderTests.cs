using FastApiUsers.TestServers.OAuth;
using Microsoft.Playwright;

namespace FastApiUsers.BrowserTests;

/// <summary>Signing in by a provider.</summary>
[Collection(SharedSite.Name)]
public sealed class ProviderTests(Site site)
{
    [BrowserFact]
    public async Task Who_consents_at_the_provider_comes_back_signed_in_by_a_cookie_with_the_name_that_it_knows()
    {
        await using var arthur = await site.WelcomeAsync("arthur");
        site.Provider.ExtraClaims["name"] = "<b>Arthur</b>";

        await arthur.GoToProviderAsync();
        await arthur.AllowAsync();

        await arthur.SeeAsync("/profile.html", "Hello, <b>Arthur</b>!");
        Assert.Equal(arthur.Email, await arthur.Page.GetByLabel("E-mail address").InputValueAsync());
        Assert.Equal("Verified.", await arthur.Page.Locator("#email-hint").TextContentAsync());
        var cookie = Assert.Single(await arthur.Page.Context.CookiesAsync([site.Address]));
        Assert.True(cookie is { Name: "fastapiusersauth", HttpOnly: true, Secure: true, SameSite: SameSiteAttribute.Lax });
    }

    [BrowserFact]
    public async Task A_name_that_was_changed_here_outlives_the_next_sign_in_by_the_provider()
    {
        await using var uther = await site.WelcomeAsync("uther");
        site.Provider.ExtraClaims["name"] = "Uther";
        await uther.GoToProviderAsync();
        await uther.AllowAsync();
        await uther.SeeAsync("/profile.html", "Hello, Uther!");

        await uther.Page.GetByLabel("Name").FillAsync("Pendragon");
        await uther.ClickAsync("Save");
        await uther.HearAsync("Saved.");
        await uther.SignOutAsync();
        await uther.GoToProviderAsync();
        await uther.AllowAsync();

        await uther.SeeAsync("/profile.html", "Hello, Pendragon!");
    }

    [BrowserFact]
    public async Task Who_owns_the_address_of_a_user_becomes_that_user_and_a_password_that_nobody_vouched_for_ends()
    {
        await using var stranger = await site.WelcomeAsync("isolde");
        await stranger.SignUpAsync();

        await using var isolde = await site.WelcomeAsync("isolde");
        await isolde.GoToProviderAsync();
        await isolde.AllowAsync();
        await isolde.SeeAsync("/profile.html", "Hello, Somebody!");
        Assert.Equal("Verified.", await isolde.Page.Locator("#email-hint").TextContentAsync());

        await stranger.Page.ReloadAsync();
        await stranger.SeeAsync("/", "Sign in");
        stranger.Expect("/auth/login");
        await stranger.SignInAsync();
        await stranger.HearAsync("This e-mail address and this password do not belong together.");
    }

    [BrowserFact]
    public async Task A_user_who_was_closed_reads_so()
    {
        await using var balin = await site.WelcomeAsync("balin");
        await balin.GoToProviderAsync();
        await balin.AllowAsync();
        await balin.SeeAsync("/profile.html", $"Hello, {balin.Email}!");
        await balin.SignOutAsync();
        site.Close(balin.Email);

        await balin.GoToProviderAsync();
        await balin.AllowAsync();

        await balin.SeeAsync("/", "Sign in");
        await balin.HearAsync("This user is closed.");
    }

    [BrowserFact]
    public async Task Who_refuses_consent_reads_a_sentence_on_the_sign_in_page()
    {
        await using var mordred = await site.WelcomeAsync("mordred");

        await mordred.GoToProviderAsync();
        await mordred.DenyAsync();

        await mordred.SeeAsync("/", "Sign in");
        await mordred.HearAsync("You did not allow it, so nothing has happened.");
    }

    [BrowserTheory]
    [InlineData(ProviderFailure.ServerError, "The provider does not answer as it should.")]
    [InlineData(ProviderFailure.Garbage, "The provider does not answer as it should.")]
    [InlineData(ProviderFailure.ExpiredCode, "The provider did not confirm who you are.")]
    [InlineData(ProviderFailure.WrongSignature, "The provider did not confirm who you are.")]
    [InlineData(ProviderFailure.MissingEmail, "The provider did not tell us your e-mail address")]
    public async Task What_the_provider_does_wrong_is_a_sentence_on_the_sign_in_page_and_the_next_try_succeeds(ProviderFailure failure, string sentence)
    {
        await using var merlin = await site.WelcomeAsync($"merlin-{failure}");

        await merlin.GoToProviderAsync();
        site.Provider.Failure = failure;
        await merlin.AllowAsync();
        await merlin.SeeAsync("/", "Sign in");
        await merlin.HearAsync(sentence);

        site.Provider.Failure = ProviderFailure.None;
        await merlin.GoToProviderAsync();
        await merlin.AllowAsync();
        await merlin.SeeAsync("/profile.html", $"Hello, {merlin.Email}!");
    }

    [BrowserFact]
    public async Task Two_tabs_at_once_both_sign_in()
    {
        await using var bedivere = await site.WelcomeAsync("bedivere");
        var second = await bedivere.OpenTabAsync();

        await bedivere.GoToProviderAsync();
        await Visitor.GoToProviderAsync(second, "/");
        await Task.WhenAll(bedivere.AllowAsync(), Visitor.AllowAsync(second));

        await bedivere.SeeAsync("/profile.html", $"Hello, {bedivere.Email}!");
        await bedivere.SeeAsync(second, "/profile.html", $"Hello, {bedivere.Email}!");
    }

    [BrowserTheory]
    [InlineData("https://morgana.example/")]
    [InlineData("//morgana.example/")]
    [InlineData("/\\morgana.example/")]
    [InlineData("/profile.html?next=https://morgana.example/")]
    public async Task A_page_of_another_origin_cannot_be_where_a_sign_in_ends(string page)
    {
        await using var gareth = await site.WelcomeAsync("gareth");

        await gareth.Page.GotoAsync($"/auth/fake/authorize?redirect_to={Uri.EscapeDataString(page)}");

        await gareth.SeeAsync("/", "Sign in");
        await gareth.HearAsync("That did not work.");
    }

    [BrowserFact]
    public async Task A_callback_that_comes_again_signs_nobody_in_and_says_so()
    {
        await using var gaheris = await site.WelcomeAsync("gaheris");
        var callback = "";
        gaheris.Page.Request += (_, request) => callback = request.Url.Contains("/auth/fake/callback", StringComparison.Ordinal) ? request.Url : callback;
        await gaheris.GoToProviderAsync();
        await gaheris.AllowAsync();
        await gaheris.SeeAsync("/profile.html", $"Hello, {gaheris.Email}!");
        await gaheris.SignOutAsync();

        await gaheris.Page.GotoAsync(callback);

        await gaheris.SeeAsync("/", "Sign in");
        await gaheris.HearAsync("This took too long or began in another browser.");
    }

    [BrowserTheory]
    [InlineData("/?error=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")]
    [InlineData("/?error=Call%20Morgana")]
    [InlineData("/?error=__proto__")]
    [InlineData("/auth/fake/callback?error=Call%20Morgana", "The provider did not confirm who you are. Please try again.")]
    [InlineData("/auth/fake/callback?code=1&state=forged")]
    public async Task An_error_that_somebody_has_made_up_shows_no_word_of_theirs(string link, string sentence = "That did not work. Please try again.")
    {
        await using var lynette = await site.WelcomeAsync("lynette");

        await lynette.Page.GotoAsync(link);

        await lynette.SeeAsync("/", "Sign in");
        await lynette.HearAsync(sentence);
    }
}
