namespace Quickstart;

/// <summary>The OpenAPI document and the interactive page over it.</summary>
internal static class Docs
{
    public static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi("/openapi.json");
        app.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "Quickstart";
            ui.SwaggerEndpoint("/openapi.json", "Quickstart");
            ui.DefaultModelsExpandDepth(-1);
            ui.EnablePersistAuthorization();
        });
    }
}
