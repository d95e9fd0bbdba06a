using System.Text.Json;
using HotPath.Data;
using HotPath.Servers;

namespace HotPath.Loads;

/// <summary>How users sign in to each side, and what they show afterwards.</summary>
internal static class SignIn
{
    public static SameRequest Request(Variant variant, int user) => variant.Side == Side.Peer
        ? new("POST", variant.Transport == "cookie" ? "/login?useCookies=true" : "/login", null, "application/json",
            $$"""{"email":"{{Seed.Email(user)}}","password":"{{Seed.Password}}"}""")
        : new("POST", "/auth/login", null, "application/x-www-form-urlencoded",
            $"username={Uri.EscapeDataString(Seed.Email(user))}&password={Uri.EscapeDataString(Seed.Password)}");

    public static async Task<SignedIn> RunAsync(ServerProcess server, int user, CancellationToken cancellationToken)
    {
        if (server.Variant.Side == Side.Limit)
            return new(Bearer(await server.Client.GetStringAsync("/token", cancellationToken)), null);

        using var response = await server.Client.SendAsync(Request(server.Variant, user).ToMessage(), cancellationToken);
        response.EnsureSuccessStatusCode();
        if (server.Variant.Transport == "cookie")
            return new(new("Cookie", response.Headers.GetValues("Set-Cookie").First().Split(';')[0]), null);

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new(Bearer((ReadText(body, "access_token") ?? ReadText(body, "accessToken"))!), ReadText(body, "refresh_token") ?? ReadText(body, "refreshToken"));
    }

    public static string? ReadText(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static KeyValuePair<string, string> Bearer(string token) => new("Authorization", $"Bearer {token}");
}

/// <summary>What a sign-in yields.</summary>
internal sealed record SignedIn(KeyValuePair<string, string> Header, string? RefreshToken);
