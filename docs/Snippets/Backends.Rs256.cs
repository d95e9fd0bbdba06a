using FastApiUsers.Authentication;
using FastApiUsers.Tokens;

namespace Snippets;

internal static class BackendsRs256
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<AppDbContext>()
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt(jwt =>
            {
                jwt.Algorithm = JwtAlgorithm.RS256;
                jwt.Secret = File.ReadAllText("private.pem");
                jwt.Audiences.Add("shop");
            }));
    }
}
