using Microsoft.AspNetCore.DataProtection;

namespace Snippets;

internal static class OAuthKeys
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection()
            .SetApplicationName("shop")
            .PersistKeysToFileSystem(new DirectoryInfo("/var/lib/shop/keys"));
    }
}
