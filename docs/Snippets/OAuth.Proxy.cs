using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Snippets;

internal static class OAuthProxy
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.Configure<ForwardedHeadersOptions>(proxy =>
        {
            proxy.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            proxy.KnownProxies.Add(IPAddress.Parse("10.0.0.2"));
            proxy.AllowedHosts = ["example.com"];
        });
    }

    public static void Use(WebApplication app)
    {
        app.UseForwardedHeaders();
    }
}
