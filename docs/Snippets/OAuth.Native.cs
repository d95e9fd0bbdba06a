using FastApiUsers.OAuth;

namespace Snippets;

public sealed class SignIn(HttpClient http, ISystemBrowser browser)
{
    private const string Google = "https://api.example.com/auth/google";

    public async Task<string> RunAsync()
    {
        var pkce = Pkce.Create();
        var code = await browser.GetCodeAsync($"{Google}/authorize?redirect_to=com.example.app:/signed-in&code_challenge={pkce.Challenge}");

        using var form = new FormUrlEncodedContent([new("code", code), new("code_verifier", pkce.Verifier)]);
        var response = await http.PostAsync($"{Google}/exchange", form);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}

/// <summary>Opens the system's browser and waits for the address that begins with <c>com.example.app:/signed-in</c>.</summary>
public interface ISystemBrowser
{
    Task<string> GetCodeAsync(string url);
}
