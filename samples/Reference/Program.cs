using Microsoft.AspNetCore.HttpOverrides;
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
ServiceClient.AddTo(users, builder.Configuration);

// A proxy says by which scheme it was called; the host is the one that the client asked for.
builder.Services.Configure<ForwardedHeadersOptions>(forwarded => forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedProto);

var app = builder.Build();

if (args.Contains("--print-schema"))
{
    await app.PrintSchemaAsync();
    return;
}

await app.EnsureSchemaAsync();

app.UseForwardedHeaders();

// What no route answers has the original's shape as well: {"detail":"Not Found"}.
app.UseStatusCodePages(context => context.HttpContext.Response.WriteAsJsonAsync(
    new { detail = ReasonPhrases.GetReasonPhrase(context.HttpContext.Response.StatusCode) }));

app.MapOpenApi("/openapi.json");
if (isVariant)
    VariantApplication.MapRoutes(app);
else
    MainApplication.MapRoutes(app);

await app.RunAsync();
