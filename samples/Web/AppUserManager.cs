using System.Text.Json;
using FastApiUsers.Users;

namespace Web;

/// <summary>The rules of this application: whoever has no name yet gets the one that the provider knows.</summary>
public sealed class AppUserManager(UserManagerServices<AppUser, Guid> services) : UserManager<AppUser, Guid>(services)
{
    // It runs at each sign-in by a provider, so it leaves alone what people have changed on their profile.
    protected override void SynchronizeProfile(AppUser user, string oauthName, JsonElement profile)
    {
        if (string.IsNullOrEmpty(user.DisplayName) && FindName(profile) is { } name)
            user.DisplayName = Cut(name);
    }

    // Not within a character that is two in UTF-16.
    private static string Cut(string name) => name.Length <= AppUser.MaximumNameLength ? name
        : name[..(char.IsHighSurrogate(name[AppUser.MaximumNameLength - 1]) ? AppUser.MaximumNameLength - 1 : AppUser.MaximumNameLength)];

    // OpenID Connect has "name"; people at GitHub who gave none have a "login".
    private static string? FindName(JsonElement profile) => Find(profile, "name") ?? Find(profile, "login");

    private static string? Find(JsonElement profile, string claim) =>
        profile.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;
}
