using System.Text.Json;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Takes the first name from a profile, and keeps the tokens that it would mail.</summary>
internal sealed class OAuthManager(UserManagerServices<Knight, Guid> services, Post post) : UserManager<Knight, Guid>(services)
{
    protected internal override void SynchronizeProfile(Knight user, string oauthName, JsonElement profile) =>
        user.FirstName = profile.TryGetProperty("given_name", out var name) ? $"{name} of {oauthName}" : user.FirstName;

    protected override Task OnAfterForgotPasswordAsync(Knight user, string token, UserEventContext context)
    {
        post.Tokens.Enqueue(token);
        return Task.CompletedTask;
    }
}
