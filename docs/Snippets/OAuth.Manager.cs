using System.Text.Json;
using FastApiUsers.Users;

namespace Snippets;

public sealed class SocialUserManager(UserManagerServices<AppUser, Guid> services) : UserManager<AppUser, Guid>(services)
{
    protected override void SynchronizeProfile(AppUser user, string oauthName, JsonElement profile)
    {
        if (user.FirstName is null && profile.TryGetProperty("given_name", out var name) && name.ValueKind == JsonValueKind.String)
            user.FirstName = name.GetString() is { Length: <= 100 } text ? text : null;
    }
}
