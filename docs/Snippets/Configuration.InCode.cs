using FastApiUsers.Authentication;
using FastApiUsers.Settings;

namespace Snippets;

internal static class ConfigurationInCode
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services
            .AddFastApiUsers<AppUser, Guid>(users =>
            {
                users.MaximumPasswordBytes = 256;
                users.ResetPassword.Lifetime = TimeSpan.FromMinutes(15);
                users.ErrorFormat = ErrorFormat.ProblemDetails;
            })
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy =>
                strategy.UseJwt(jwt => jwt.Lifetime = TimeSpan.FromMinutes(20)));
    }
}
