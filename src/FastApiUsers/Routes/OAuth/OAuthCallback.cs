using FastApiUsers.Authentication;
using FastApiUsers.OAuth;
using FastApiUsers.Users;

namespace FastApiUsers.Routes;

/// <summary>A callback that is good: its state was made here for this browser, and the provider has said who it is.</summary>
internal sealed record OAuthCallback(OAuthState State, OAuthAccountData Account, OAuthIdentity Identity);
