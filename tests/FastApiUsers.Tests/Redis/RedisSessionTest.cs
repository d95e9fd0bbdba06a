using System.Globalization;
using FastApiUsers.Sessions;
using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.Redis;

/// <summary>A test of the store of sessions, with a Redis of its own.</summary>
public abstract class RedisSessionTest : IAsyncLifetime
{
    // Redis forgets by its own clock, so this one must go with it; in whole milliseconds, as they are stored.
    protected DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    protected Guid User { get; } = Guid.CreateVersion7();

    protected RedisServer Redis { get; private set; } = null!;

    private protected RedisSessionStores Stores { get; private set; } = null!;

    protected ISessionDatabase<Guid> Sessions => Stores.Knights;

    public async Task InitializeAsync()
    {
        Redis = await RedisServer.StartAsync();
        Stores = RedisSessionStores.Open(Redis.Configuration);
    }

    public async Task DisposeAsync()
    {
        await Stores.DisposeAsync();
        await Redis.DisposeAsync();
    }

    protected static string KeyOf(string id) => "fastapi_users_session:" + id;

    protected static string IndexOf(Guid user) => "user_sessions:" + user;

    protected UserSession<Guid> NewSession() => new()
    {
        Id = SessionId.Generate(),
        UserId = User,
        Backend = "bearer",
        CreatedAt = Now.AddSeconds(-2),
        LastUsedAt = Now,
        ExpiresAt = Now.AddDays(1),
        AuthenticationMethod = "password",
        AuthenticatedAt = Now.AddSeconds(-3),
    };

    protected Task<UserSession<Guid>> CreateAsync(DateTimeOffset expiresAt) => CreateAsync(session => session with { ExpiresAt = expiresAt });

    protected async Task<UserSession<Guid>> CreateAsync(Func<UserSession<Guid>, UserSession<Guid>>? change = null)
    {
        var session = NewSession();
        session = change?.Invoke(session) ?? session;
        await Sessions.CreateAsync(session, default);
        return session;
    }

    protected async Task AssertExpiresAsync(string key, DateTimeOffset time)
    {
        var rest = TimeSpan.FromMilliseconds(long.Parse(await AskAsync("PTTL", key), CultureInfo.InvariantCulture));
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(now + rest, time.AddSeconds(-1), time.AddSeconds(1));
    }

    protected async Task<string> AskAsync(params string[] command) => (await Redis.CommandAsync(command)).Trim('\n');
}
