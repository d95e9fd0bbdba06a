using FastApiUsers.Authentication;
using FastApiUsers.Schemas;
using Microsoft.EntityFrameworkCore;
using Web;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration["urls"] ??= "http://127.0.0.1:5090";
builder.Logging.SetMinimumLevel(LogLevel.Warning);

var database = builder.Configuration.GetConnectionString("Users") ?? "Data Source=web.db";
builder.Services.AddDbContextPool<AppDbContext>(options => options.UseSqlite(database));
builder.Services.AddFastApiUsers<AppUser, Guid>()
    .AddUserManager<AppUserManager>()
    .AddEntityFrameworkDatabase<AppDbContext>()
    .AddSessions(sessions => sessions.KeepCurrentOnPasswordChange = true)
    .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase())
    .AddOAuthClients(builder.Configuration);                            // every section below FastApiUsers:OAuth is a provider: see README.md

var app = builder.Build();

app.UseSecurityHeaders();
app.UseSameOriginRule();
app.UseErrorsForPeople();
app.UseDefaultFiles();
app.UseStaticFiles();
app.UseRouting();                                                       // these three would come first by themselves,
app.UseAuthentication();                                                // and their refusals without what stands above
app.UseAuthorization();

app.MapGroup("/auth").MapAuthRoutes("cookie");
app.MapGroup("/auth").MapRegisterRoutes<UserRead, UserCreate>();
app.MapGroup("/users").MapUsersRoutes<UserRead, UserUpdate>();
app.MapOAuthAccountRoutes<BaseOAuthAccountRead<Guid>>();

// The pages ask this first: an answer of 401 would do as well, but browsers write each one of those to their console.
app.MapGet("/signed-in", (CurrentActiveUser<AppUser>? user) => user is not null);

app.MapGroup("/auth").MapOAuthRoutes("cookie", options =>
{
    options.AssociateByEmail = true;                                    // who has the address here already is the same user
    options.IsVerifiedByDefault = true;                                 // where the provider vouches for the address
    options.RedirectPages.Add("/profile.html");
    options.ErrorPage = "/";
});
app.MapGroup("/auth/associate").MapOAuthAssociateRoutes<UserRead>(options =>
{
    options.RedirectPages.Add("/accounts.html");
    options.ErrorPage = "/accounts.html";
});

await app.CreateDatabaseAsync();
app.PrintWelcome();
await app.RunAsync();
