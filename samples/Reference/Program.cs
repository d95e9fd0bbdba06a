using Microsoft.AspNetCore.WebUtilities;
using Reference;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var isVariant = builder.Configuration["Application"] == "variant";

Database.Add(builder);
builder.Services.AddOpenApi();
builder.Services.AddSingleton<EventFile>();
var users = isVariant ? VariantApplication.AddServices(builder.Services) : MainApplication.AddServices(builder.Services, builder.Configuration);
RedisBackend.AddTo(users, builder.Configuration);
SessionSettings.AddTo(users, builder.Configuration);

var app = builder.Build();

if (args.Contains("--print-schema"))
{
    await app.PrintSchemaAsync();
    return;
}

await app.EnsureSchemaAsync();

// What no route answers has the original's shape as well: {"detail":"Not Found"}.
app.UseStatusCodePages(context => context.HttpContext.Response.WriteAsJsonAsync(
    new { detail = ReasonPhrases.GetReasonPhrase(context.HttpContext.Response.StatusCode) }));

app.MapOpenApi("/openapi.json");
if (isVariant)
    VariantApplication.MapRoutes(app);
else
    MainApplication.MapRoutes(app);

await app.RunAsync();
