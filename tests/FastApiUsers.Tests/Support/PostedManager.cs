using System.Collections.Concurrent;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.Support;

/// <summary>Keeps the tokens that it would mail.</summary>
internal sealed class Post
{
    public ConcurrentQueue<string> Tokens { get; } = [];
}

internal sealed class PostedManager(UserManagerServices<Knight, Guid> services, Post post) : UserManager<Knight, Guid>(services)
{
    protected override Task OnAfterForgotPasswordAsync(Knight user, string token, UserEventContext context) => KeepAsync(token);

    protected override Task OnAfterRequestVerifyAsync(Knight user, string token, UserEventContext context) => KeepAsync(token);

    private Task KeepAsync(string token)
    {
        post.Tokens.Enqueue(token);
        return Task.CompletedTask;
    }
}
