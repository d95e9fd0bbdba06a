using FastApiUsers.Authentication;
using Microsoft.EntityFrameworkCore;
using Quickstart;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration["urls"] ??= "http://127.0.0.1:5080";
builder.Logging.SetMinimumLevel(LogLevel.Warning);

builder.Services.AddDbContextPool<AppDbContext>(options => options.UseSqlite("Data Source=quickstart.db"));
builder.Services.AddFastApiUsers<AppUser, Guid>()                       // binds the section "FastApiUsers"
    .AddUserManager<AppUserManager>()                                   // optional: hooks, password rules
    .AddEntityFrameworkDatabase<AppDbContext>()
    .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt())
    .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase());
builder.Services.AddOpenApi();
builder.Services.AddSingleton<Outbox>();                                // instead of a mail server

var app = builder.Build();

app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
app.MapGroup("/auth/cookie").MapAuthRoutes("cookie");
app.MapGroup("/auth").MapRegisterRoutes<UserRead, UserCreate>();
app.MapGroup("/auth").MapResetPasswordRoutes();
app.MapGroup("/auth").MapVerifyRoutes<UserRead>();
app.MapGroup("/users").MapUsersRoutes<UserRead, UserUpdate>();

app.MapGet("/hello", (CurrentActiveUser<AppUser> user) => $"Hello, {user.Value.Email}!");
app.MapGet("/admin", (CurrentSuperuser<AppUser> admin) => $"Hello, superuser {admin.Value.Email}!");
app.MapGet("/maybe", (CurrentUser<AppUser>? user) => user is null ? "Hello, you!" : $"Hello, {user.Value.Email}!");

app.MapDocs();
app.MapOutbox();
await app.CreateDatabaseAsync();

if (app.Configuration["create-superuser"] is { } email)
    return await app.CreateSuperuserAsync(email);

app.PrintWelcome();
await app.RunAsync();
return 0;
