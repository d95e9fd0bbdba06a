using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Reference;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var isVariant = builder.Configuration["Application"] == "variant";

Database.Add(builder);
builder.Services.AddOpenApi();
builder.Services.AddSingleton<EventFile>();
RedisBackend.AddTo(isVariant ? VariantApplication.AddServices(builder.Services) : MainApplication.AddServices(builder.Services), builder.Configuration);

var app = builder.Build();

await using (var scope = app.Services.CreateAsyncScope())
{
    var database = scope.ServiceProvider.GetRequiredService<ReferenceDbContext>().Database;
    await database.WaitUntilReadyAsync();
    await database.EnsureCreatedAsync();
}

// What no route answers has the original's shape as well: {"detail":"Not Found"}.
app.UseStatusCodePages(context => context.HttpContext.Response.WriteAsJsonAsync(
    new { detail = ReasonPhrases.GetReasonPhrase(context.HttpContext.Response.StatusCode) }));

app.MapOpenApi("/openapi.json");
if (isVariant)
    VariantApplication.MapRoutes(app);
else
    MainApplication.MapRoutes(app);

await app.RunAsync();
