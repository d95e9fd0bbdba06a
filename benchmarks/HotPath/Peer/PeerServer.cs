using HotPath.Data;
using HotPath.Servers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace HotPath.Peer;

/// <summary>ASP.NET Core Identity's endpoints over the same table and with the same hash.</summary>
internal static class PeerServer
{
    public static Action<WebApplication> Add(WebApplicationBuilder builder, ServerSettings settings)
    {
        Contexts.Add(builder.Services, settings);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton(PeerQueries.For(settings.Database));
        builder.Services.AddScoped<IUserStore<HotPathUser>, PeerUserStore>();
        builder.Services.AddSingleton<ILookupNormalizer, PeerNormalizer>();
        builder.Services.AddSingleton<IPasswordHasher<HotPathUser>>(new PeerPasswordHasher(settings.HashCost));
        builder.Services.AddIdentityApiEndpoints<HotPathUser>();

        return app =>
        {
            app.MapIdentityApi<HotPathUser>();
            app.MapGet("/endpoint", () => TypedResults.NoContent()).RequireAuthorization();
        };
    }
}
