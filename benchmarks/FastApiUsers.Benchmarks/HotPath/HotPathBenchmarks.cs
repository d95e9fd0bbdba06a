using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FastApiUsers.Authentication;
using FastApiUsers.Settings;
using FastApiUsers.Tokens;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Benchmarks.HotPath;

/// <summary>The parts of a signed-in request, and what each leaves to the garbage collector.</summary>
[MemoryDiagnoser]
public class HotPathBenchmarks
{
    private const string Patch = """{"first_name":"Ada"}""";

    private static readonly string[] Audiences = ["fastapi-users:auth"];

    private readonly Func<object, BenchmarkRead> _toRead = Internals.ToRead<BenchmarkRead>();
    private readonly Func<HttpRequest, Task> _readBody = Internals.ReadBody();
    private readonly Func<JsonElement, BenchmarkUpdate?> _readSchema = Internals.ReadSchema<BenchmarkUpdate>();
    private readonly CookieTransport _cookie = new();
    private readonly DefaultHttpContext _answer = new();
    private readonly DefaultHttpContext _request = new();
    private readonly JsonElement _element = JsonDocument.Parse(Patch).RootElement;
    private readonly BenchmarkRead _read = new() { Email = "ada@example.com", FirstName = "Ada" };
    private HotPathHost _host = null!;
    private AsyncServiceScope _scope;
    private IUserDatabase<BenchmarkUser, Guid> _database = null!;
    private UserManager<BenchmarkUser, Guid> _manager = null!;
    private MemoryManager _memory = null!;
    private IStrategy<BenchmarkUser, Guid> _strategy = null!;
    private JwtKey _key = null!;
    private string _token = "";
    private DefaultHttpContext _signedIn = null!;
    private IAuthorizationService _authorization = null!;
    private bool _turn;

    /// <summary>Makes the application and signs its user in.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _host = await HotPathHost.StartAsync();
        _scope = _host.Application.Services.CreateAsyncScope();
        var services = _scope.ServiceProvider;
        _database = services.GetRequiredService<IUserDatabase<BenchmarkUser, Guid>>();
        _manager = services.GetRequiredService<UserManager<BenchmarkUser, Guid>>();
        _memory = new MemoryManager(services.GetRequiredService<UserManagerServices<BenchmarkUser, Guid>>(), _host.User);
        _strategy = services.GetRequiredKeyedService<IStrategy<BenchmarkUser, Guid>>("jwt");
        _key = JwtKey.Create(services.GetRequiredService<IOptions<FastApiUsersOptions>>().Value.Secret!);
        _token = await _strategy.WriteTokenAsync(_host.User, CancellationToken.None);
        _authorization = services.GetRequiredService<IAuthorizationService>();
        _signedIn = _host.CreateRequest(services, _token);
        _signedIn.User = (await _signedIn.AuthenticateAsync("FastApiUsers")).Principal ?? throw new InvalidOperationException("Nobody is signed in.");
        _request.Request.Headers.Cookie = "theme=dark; fastapiusersauth=" + _token;
        _request.Request.ContentType = "application/json";
    }

    /// <summary>Ends the application.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _scope.DisposeAsync();
        await _host.DisposeAsync();
    }

    /// <summary>A JWT alone: form, header, signature, claims.</summary>
    [Benchmark]
    public bool DecodeJwt() => Jwt.Decode(_token, _key, Audiences).IsAccepted;

    /// <summary>The strategy: the JWT, and the fingerprint of the password. The user is in memory.</summary>
    [Benchmark]
    public Task<BenchmarkUser?> ReadTokenAsync() => _strategy.ReadTokenAsync(_token, _memory, CancellationToken.None);

    /// <summary>The user through the adapter, on a context that is there.</summary>
    [Benchmark]
    public Task<BenchmarkUser?> ReadUserAsync() => _database.GetAsync(_host.User.Id, CancellationToken.None);

    /// <summary>The same in a scope of its own, as a request does it: a context from the pool, and back.</summary>
    [Benchmark]
    public async Task<BenchmarkUser?> ReadUserInScopeAsync()
    {
        await using var scope = _host.Application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUserDatabase<BenchmarkUser, Guid>>().GetAsync(_host.User.Id, CancellationToken.None);
    }

    /// <summary>All that the scheme does for a request, in a scope of its own.</summary>
    [Benchmark]
    public async Task<bool> AuthenticateAsync()
    {
        await using var scope = _host.Application.Services.CreateAsyncScope();
        return (await _host.CreateRequest(scope.ServiceProvider, _token).AuthenticateAsync("FastApiUsers")).Succeeded;
    }

    /// <summary>The check of <c>RequireUser</c>, for a user who is known.</summary>
    [Benchmark]
    public async Task<bool> RequireUserAsync() => (await _authorization.AuthorizeAsync(_signedIn.User, _signedIn, _host.Policy)).Succeeded;

    /// <summary>The answer's schema, filled from a user.</summary>
    [Benchmark]
    public BenchmarkRead FillSchema() => _toRead(_host.User);

    /// <summary>The answer's schema, written.</summary>
    [Benchmark]
    public byte[] WriteSchema() => JsonSerializer.SerializeToUtf8Bytes(_read, Internals.WireJson);

    /// <summary>The body of a PATCH, read as JSON.</summary>
    [Benchmark]
    public Task ReadBodyAsync()
    {
        _request.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Patch));
        return _readBody(_request.Request);
    }

    /// <summary>The schema of a PATCH, read from JSON.</summary>
    [Benchmark]
    public BenchmarkUpdate? ReadSchema() => _readSchema(_element);

    /// <summary>A PATCH applied and stored.</summary>
    [Benchmark]
    public Task<BenchmarkUser> ApplyPatchAsync()
    {
        _turn = !_turn;
        return _manager.UpdateAsync(new BenchmarkUpdate { FirstName = _turn ? "Ada" : "Augusta" }, _host.User, safe: true);
    }

    /// <summary>The cookie of a sign-in, written to an answer.</summary>
    [Benchmark]
    public Task WriteCookieAsync()
    {
        _answer.Response.Headers.Clear();
        return _cookie.Login(_token).ExecuteAsync(_answer);
    }

    /// <summary>The token of a cookie, read from a request.</summary>
    [Benchmark]
    public string? ReadCookie() => _cookie.ReadToken(_request.Request);
}
