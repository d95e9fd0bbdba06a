using FastApiUsers.OAuth;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.OAuth;

/// <summary>A client of the application's own: its provider says who somebody is, and nothing of whether the address is theirs.</summary>
internal class SilentClient(string name) : IOAuthClient
{
    public string Name => name;

    public IReadOnlyList<string> Scopes => [];

    public bool SupportsPkce => false;

    public bool SupportsNonce => false;

    public virtual bool PostsCallback => false;

    public Task<string?> GetCallbackIssuerAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<Uri> GetAuthorizationUrlAsync(AuthorizationRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new Uri($"{request.RedirectUri}?code=excalibur&state={request.State}"));

    public Task<OAuthToken> GetAccessTokenAsync(string code, string redirectUri, string? codeVerifier, CancellationToken cancellationToken) =>
        Task.FromResult(new OAuthToken { AccessToken = "access" });

    public Task<OAuthToken> RefreshTokenAsync(string refreshToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RevokeTokenAsync(string token, CancellationToken cancellationToken) => throw new NotSupportedException();

    public virtual Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken) =>
        Task.FromResult(new OAuthIdentity("666", UserClient.Email, false, default));
}

/// <summary>One whose callback is a POST.</summary>
internal sealed class PostingClient() : SilentClient("posting")
{
    public override bool PostsCallback => true;
}

/// <summary>One whose provider answers when the test says so.</summary>
internal sealed class SlowClient() : SilentClient("slow"), IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void Answer() => _answered.TrySetResult();

    public void Dispose() => Answer();

    public override async Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        await _answered.Task.WaitAsync(cancellationToken);
        return await base.GetIdEmailAsync(token, nonce, cancellationToken);
    }
}
