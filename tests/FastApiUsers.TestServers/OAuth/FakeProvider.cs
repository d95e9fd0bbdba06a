using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.TestServers.OAuth;

/// <summary>
/// A provider of OAuth 2.0 and OpenID Connect on a private port of the loopback interface, over real HTTP. It does as the standards
/// say, or what <see cref="Failure"/> says, and keeps what it saw. A browser gets a page that asks for consent.
/// </summary>
public sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    // Left to the garbage collector: a request that never answers may still wait for it.
    private readonly CancellationTokenSource _stop = new();

    private FakeProvider(TimeProvider time)
    {
        Time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(SeeAsync);
        FakeRoutes.Map(_app, this);
    }

    /// <summary>The address without a slash at the end, which is the issuer as well.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>Where people are sent.</summary>
    public string AuthorizeEndpoint => $"{Issuer}/authorize";

    /// <summary>Where codes and refresh tokens are exchanged.</summary>
    public string AccessTokenEndpoint => $"{Issuer}/token";

    /// <summary>Where tokens are ended.</summary>
    public string RevokeTokenEndpoint => $"{Issuer}/revoke";

    /// <summary>The profile of a provider that is OAuth 2.0 alone: <c>id</c>, <c>email</c>, <c>email_verified</c>.</summary>
    public string ProfileEndpoint => $"{Issuer}/profile";

    /// <summary>The one client.</summary>
    public string ClientId { get; set; } = "CLIENT_ID";

    /// <summary>Its secret; empty for a public client.</summary>
    public string ClientSecret { get; set; } = "CLIENT_SECRET";

    /// <summary>Who is logged in here.</summary>
    public FakePerson Person { get; set; } = FakePerson.Arthur;

    /// <summary>What it does wrong.</summary>
    public ProviderFailure Failure { get; set; }

    /// <summary>Where the failures of HTTP happen.</summary>
    /// <value>The default is <c>/token</c>.</value>
    public string FailingPath { get; set; } = "/token";

    /// <summary>RS256 or ES256.</summary>
    public string SigningAlgorithm { get; set; } = "RS256";

    /// <summary>Whether an id token names its key.</summary>
    public bool NamesKeys { get; set; } = true;

    /// <summary>Whether the callback and the configuration name the issuer (RFC 9207).</summary>
    public bool SendsCallbackIssuer { get; set; }

    /// <summary>Whether the user info is a signed JWT.</summary>
    public bool SignsUserInfo { get; set; }

    /// <summary>Further claims of the id token. They win.</summary>
    public Dictionary<string, object?> ExtraClaims { get; } = [];

    /// <summary>The keys.</summary>
    public FakeKeys Keys { get; } = new();

    /// <summary>Answers by method and path, <c>GET /user</c>, that come before all others.</summary>
    public ConcurrentDictionary<string, CannedAnswer> Answers { get; } = [];

    /// <summary>What it saw, in order.</summary>
    public ConcurrentQueue<SeenRequest> Seen { get; } = [];

    internal TimeProvider Time { get; }

    internal ConcurrentDictionary<string, FakeGrant> Grants { get; } = [];

    internal ConcurrentDictionary<string, FakePerson> Tokens { get; } = [];

    /// <summary>Starts a provider.</summary>
    /// <param name="time">The clock of its id tokens; by default the system's.</param>
    public static async Task<FakeProvider> StartAsync(TimeProvider? time = null)
    {
        var provider = new FakeProvider(time ?? TimeProvider.System);
        await provider._app.StartAsync();
        provider.Issuer = provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    /// <summary>Does what a person does who consents, and returns where the provider sends them back to.</summary>
    /// <param name="authorizationUrl">The authorization URL.</param>
    public static async Task<Uri> ConsentAsync(Uri authorizationUrl)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var consent = new FormUrlEncodedContent([KeyValuePair.Create("consent", "allow")]);
        using var response = await client.PostAsync(authorizationUrl, consent);
        return response.Headers.Location ?? throw new InvalidOperationException($"The provider answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>The requests that came to a path.</summary>
    /// <param name="path">The path.</param>
    public IReadOnlyList<SeenRequest> SeenAt(string path) => [.. Seen.Where(request => request.Path == path)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;

        await _stop.CancelAsync();
        await _app.DisposeAsync();
        Keys.Dispose();
    }

    private async Task SeeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        var form = request.HasFormContentType ? (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString()) : [];
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Seen.Enqueue(new SeenRequest(request.Method, request.Path.Value!, request.QueryString.Value!, headers, form, body));

        if (Answers.TryGetValue($"{request.Method} {request.Path}", out var answer))
            await Results.Text(answer.Body, answer.MediaType, statusCode: answer.Status).ExecuteAsync(context);
        else if (request.Path != FailingPath || !await FailAsync(context))
            await next(context);
    }

    private async Task<bool> FailAsync(HttpContext context)
    {
        IResult? result = Failure switch
        {
            ProviderFailure.ServerError => Results.Text("broken", statusCode: 500),
            ProviderFailure.Garbage => Results.Text("<html>not what you want</html>", "application/json"),
            ProviderFailure.EmptyAnswer => Results.Text("{}", "application/json"),
            ProviderFailure.Redirect => Results.Redirect($"{Issuer}/elsewhere", permanent: false, preserveMethod: true),
            ProviderFailure.OversizeAnswer => Results.Text($$"""{"padding":"{{new string('x', 2 * 1024 * 1024)}}"}""", "application/json"),
            _ => null,
        };
        if (Failure == ProviderFailure.NeverAnswers)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted);
            await Task.Delay(Timeout.Infinite, ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
            return true;
        }

        if (result is not null)
            await result.ExecuteAsync(context);
        return result is not null;
    }
}
