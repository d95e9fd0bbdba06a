using FastApiUsers.Tokens;
using HotPath.Data;
using HotPath.Servers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HotPath.Limits;

/// <summary>
/// What an endpoint by hand can do: nothing, ASP.NET Core's authorization alone, HS256, one prepared read, two prepared reads. All answer the same JSON as <c>/users/me</c>.
/// </summary>
internal static class LimitServer
{
    public const string Authorization = "authorization";

    public static Action<WebApplication> Add(WebApplicationBuilder builder, ServerSettings settings)
    {
        var handler = Choose(settings);
        if (settings.Strategy is Authorization)
        {
            builder.Services.AddAuthentication(ReadyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, ReadyAuthentication>(ReadyAuthentication.SchemeName, null);
            builder.Services.AddAuthorization();
        }

        return app =>
        {
            var me = app.MapGet("/users/me", handler);
            if (settings.Strategy is Authorization)
                me.RequireAuthorization();
            app.MapGet("/token", () => CreateTokenAsync(settings));
        };
    }

    private static Delegate Choose(ServerSettings settings)
    {
        var jwt = new HandJwt(Server.Secret);
        var ready = new LimitUser(Guid.CreateVersion7(), Seed.Email(Seed.Users / 2), true, false, false);
        if (settings.Strategy is "none" or Authorization)
            return () => Answer(ready);
        if (settings.Strategy is "HS256")
            return Results<JsonHttpResult<LimitUser>, UnauthorizedHttpResult> (HttpContext context) => jwt.TryRead(context.Request, out _) ? Answer(ready) : TypedResults.Unauthorized();

        var reads = new PreparedReads(settings.Database, settings.Connection);
        if (settings.Strategy is "HS256 + read")
        {
            return async Task<Results<JsonHttpResult<LimitUser>, UnauthorizedHttpResult>> (HttpContext context) =>
                jwt.TryRead(context.Request, out var id) && await reads.FindAsync(id) is { } user ? Answer(user) : TypedResults.Unauthorized();
        }

        return async Task<Results<JsonHttpResult<LimitUser>, UnauthorizedHttpResult>> (HttpContext context) =>
            BearerHeader.TryRead(context.Request, out var token)
                && await reads.FindByTokenAsync(OpaqueToken.ToStored(token.ToString(), TokenStorage.Hashed)) is { } user
                ? Answer(user)
                : TypedResults.Unauthorized();
    }

    private static async Task<string> CreateTokenAsync(ServerSettings settings)
    {
        if (settings.Strategy is "two reads")
            return Seed.LimitToken;
        var id = settings.Strategy is "HS256 + read"
            ? await new PreparedReads(settings.Database, settings.Connection).FindUserIdAsync(OpaqueToken.ToStored(Seed.LimitToken, TokenStorage.Hashed))
            : Guid.CreateVersion7();
        return new HandJwt(Server.Secret).Create(id!.Value);
    }

    private static JsonHttpResult<LimitUser> Answer(LimitUser user) => TypedResults.Json(user, LimitJson.Default.LimitUser);
}
