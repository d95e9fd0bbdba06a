using System.Net;

namespace FastApiUsers.OAuth;

/// <summary>
/// How a provider is reached. A delegate is all that a client needs of <c>IHttpClientFactory</c>, so that the package depends on
/// nothing for it: <c>CreateClient = () =&gt; factory.CreateClient("oauth")</c>. Give that client the handler of
/// <see cref="CreateHandler"/>, which follows no redirects and keeps no cookies.
/// </summary>
public sealed class OAuthHttpOptions
{
    private static readonly HttpClient Shared = new(CreateHandler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    internal static OAuthHttpOptions Default { get; } = new();

    /// <summary>Makes or lends the client for one request. It is not disposed.</summary>
    /// <value>By default one client that all share.</value>
    public Func<HttpClient> CreateClient { get; init; } = () => Shared;

    /// <summary>How long one request may take, its answer included.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes an answer may have.</summary>
    /// <value>The default is 1 MiB.</value>
    public int MaximumAnswerLength { get; init; } = 1024 * 1024;

    /// <summary>The clock by which tokens expire.</summary>
    /// <value>By default the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// A handler that follows no redirect, so that neither a code nor a token reaches a host that nobody configured, that keeps no
    /// cookies, and that looks up the provider's address anew every two minutes.
    /// </summary>
    public static SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler();
        Configure(handler);
        return handler;
    }

    /// <summary>Makes a handler one like that of <see cref="CreateHandler"/>; what else it has, such as a proxy, stays.</summary>
    /// <param name="handler">The handler. One that is neither of the framework's is left as it is, and has to follow no redirects by itself.</param>
    public static void Configure(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets)
        {
            sockets.AllowAutoRedirect = false;
            sockets.UseCookies = false;
            sockets.AutomaticDecompression = DecompressionMethods.All;
            sockets.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            sockets.ConnectTimeout = TimeSpan.FromSeconds(5);
        }
        else if (handler is HttpClientHandler client)
        {
            client.AllowAutoRedirect = false;
            client.UseCookies = false;
            client.AutomaticDecompression = DecompressionMethods.All;
        }
    }
}
