using System.Net.Http.Headers;
using FastApiUsers.Authentication;
using FastApiUsers.OAuth;
using FastApiUsers.Users;

namespace Snippets;

internal static class OAuthTokens
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/repositories", async (CurrentActiveUser<AppUser> user, UserManager<AppUser, Guid> manager, HttpClient http) =>
        {
            string? token;
            try
            {
                token = await manager.GetAccessTokenAsync(user.Value, "github");
            }
            catch (OAuthException)
            {
                return Results.StatusCode(StatusCodes.Status502BadGateway);
            }

            if (token is null)
                return Results.Conflict("Please sign in with GitHub.");

            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.github.com/user/repos");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.UserAgent.ParseAdd("Example");
            using var response = await http.SendAsync(request);
            return Results.Content(await response.Content.ReadAsStringAsync(), "application/json");
        });
    }
}
