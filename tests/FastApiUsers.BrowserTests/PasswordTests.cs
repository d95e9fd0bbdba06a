namespace FastApiUsers.BrowserTests;

/// <summary>Signing up, in and out with a password.</summary>
[Collection(SharedSite.Name)]
public sealed class PasswordTests(Site site)
{
    [BrowserFact]
    public async Task Somebody_signs_up_sees_the_own_profile_changes_it_and_signs_out()
    {
        await using var percival = await site.WelcomeAsync("percival");

        await percival.SignUpAsync();
        await percival.Page.GetByLabel("Name").FillAsync("Percival <i>of Wales</i>");
        await percival.ClickAsync("Save");
        await percival.HearAsync("Saved.");
        await percival.Page.ReloadAsync();
        await percival.SeeAsync("/profile.html", "Hello, Percival <i>of Wales</i>!");
        Assert.Equal(percival.Email, await percival.Page.GetByLabel("E-mail address").InputValueAsync());

        await percival.SignOutAsync();
        await percival.Page.GotoAsync("/profile.html");
        await percival.SeeAsync("/", "Sign in");
    }

    [BrowserFact]
    public async Task Signing_out_ends_what_the_cookie_stands_for()
    {
        await using var bors = await site.WelcomeAsync("bors");
        await bors.SignUpAsync();
        var cookies = await bors.Page.Context.CookiesAsync();

        await bors.SignOutAsync();
        await bors.Page.Context.AddCookiesAsync(cookies.Select(cookie => new Microsoft.Playwright.Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, Secure = cookie.Secure, HttpOnly = cookie.HttpOnly, SameSite = cookie.SameSite,
        }));
        await bors.Page.GotoAsync("/profile.html");

        await bors.SeeAsync("/", "Sign in");
        Assert.Contains(cookies, cookie => cookie is { HttpOnly: true, Secure: true });
    }

    [BrowserFact]
    public async Task A_wrong_password_is_answered_by_a_sentence_and_the_right_one_by_the_profile()
    {
        await using var kay = await site.WelcomeAsync("kay");
        await kay.SignUpAsync();
        await kay.SignOutAsync();

        kay.Expect("/auth/login");
        await kay.SignInAsync("another password");
        await kay.HearAsync("This e-mail address and this password do not belong together.");
        await kay.SignInAsync();

        await kay.SeeAsync("/profile.html", "Hello, Somebody!");
    }

    [BrowserFact]
    public async Task A_new_password_signs_in_and_keeps_this_browser_signed_in()
    {
        await using var tristan = await site.WelcomeAsync("tristan");
        await tristan.SignUpAsync();

        await tristan.Page.GetByLabel("New password", new() { Exact = true }).FillAsync("another sword and a queen");
        await tristan.ClickAsync("Set the password");
        await tristan.HearAsync("Your new password is set.");
        await tristan.Page.ReloadAsync();
        await tristan.SeeAsync("/profile.html", "Hello, Somebody!");
        await tristan.SignOutAsync();
        await tristan.SignInAsync("another sword and a queen");

        await tristan.SeeAsync("/profile.html", "Hello, Somebody!");
    }

    [BrowserFact]
    public async Task Without_a_provider_the_sign_in_page_has_the_password_form_alone()
    {
        await using var program = await Site.StartWithoutProvidersAsync();
        await using var galahad = await site.VisitAsync(program, "galahad");

        await galahad.SignUpAsync();
        await galahad.SignOutAsync();
        await galahad.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        Assert.True(await galahad.Page.GetByLabel("Password").IsVisibleAsync());
        Assert.False(await galahad.Page.GetByText("Or sign in with").IsVisibleAsync());
    }
}
