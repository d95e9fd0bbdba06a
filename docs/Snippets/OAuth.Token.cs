using System.Net.Http.Headers;
using FastApiUsers.Authentication;
using FastApiUsers.Users;

namespace Snippets;

internal static class OAuthTokens
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/repositories", async (CurrentActiveUser<AppUser> user, UserManager<AppUser, Guid> manager, HttpClient http) =>
        {
            if (await manager.GetAccessTokenAsync(user.Value, "github") is not { } token)
                return Results.Conflict("Please sign in with GitHub.");

            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.github.com/user/repos");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.UserAgent.ParseAdd("Example");
            using var response = await http.SendAsync(request);
            return Results.Content(await response.Content.ReadAsStringAsync(), "application/json");
        });
    }
}
