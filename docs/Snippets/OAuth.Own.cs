using FastApiUsers.Authentication;
using FastApiUsers.OAuth;

namespace Snippets;

internal static class OAuthOwn
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<SocialDbContext>()
            .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase())
            .AddOAuthClient(new OAuth2Client(new OAuth2ClientOptions
            {
                Name = "wiki",
                ClientId = "…",
                ClientSecret = builder.Configuration["Wiki:ClientSecret"]!,
                AuthorizeEndpoint = "https://wiki.example.com/oauth/authorize",
                AccessTokenEndpoint = "https://wiki.example.com/oauth/token",
                RefreshTokenEndpoint = "https://wiki.example.com/oauth/token",
                ProfileEndpoint = "https://wiki.example.com/api/me",
                Scopes = ["profile", "email"],
            }), wiki => wiki.DisplayName = "The wiki")
            .AddOAuthClient(new ForumClient("…", builder.Configuration["Forum:ClientSecret"]!));
    }
}
