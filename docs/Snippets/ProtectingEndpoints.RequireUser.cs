namespace Snippets;

internal static class ProtectingEndpointsRequireUser
{
    public static void Map(WebApplication app)
    {
        var staff = app.MapGroup("/staff").RequireUser(verified: true, superuser: true);
        staff.MapGet("/report", () => "For superusers with a verified address");

        app.MapGet("/feed", () => "For bearer tokens alone").RequireUser(backends: "jwt");
    }
}
