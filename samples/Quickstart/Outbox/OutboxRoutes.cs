namespace Quickstart;

/// <summary>The page <c>/outbox</c>, in Development only: whoever sees it can take over every account.</summary>
internal static class OutboxRoutes
{
    public static void MapOutbox(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.MapGet("/outbox", (Outbox outbox) => Results.Content(OutboxPage.Render(outbox.Mails), "text/html; charset=utf-8")).ExcludeFromDescription();
    }
}
