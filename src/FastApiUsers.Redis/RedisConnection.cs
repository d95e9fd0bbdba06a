using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>
/// The one connection of the program: the application's own, where the services hold one, or else one by the settings, made at
/// the first use. It connects anew by itself after Redis was gone.
/// </summary>
internal sealed class RedisConnection(IServiceProvider services, IOptions<RedisOptions> options) : IAsyncDisposable
{
    /// <summary>
    /// Reads ask the primary. A replica that lost it may not have heard of what ended, so where only replicas are left nobody is let in.
    /// </summary>
    public const CommandFlags Read = CommandFlags.DemandMaster;

    /// <summary>Scripts are sent whole: a server that has forgotten one answers an error to its hash, which version 1 of the client does not mend.</summary>
    public const CommandFlags Script = CommandFlags.DemandMaster | CommandFlags.NoScriptCache;

    // What a server says that will answer again: the first word of its errors.
    private static readonly string[] PassingErrors = ["LOADING", "READONLY", "CLUSTERDOWN", "MASTERDOWN", "TRYAGAIN", "BUSY", "OOM", "NOREPLICAS"];

    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connection;
    private ConnectionMultiplexer? _own;

    /// <summary>Asks Redis, for as long as the settings allow.</summary>
    /// <exception cref="DatabaseUnavailableException">Redis is gone or too slow.</exception>
    public async Task<TResult> AskAsync<TResult>(Func<IDatabase, Task<TResult>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await GetConnection().WaitAsync(options.Value.Timeout, cancellationToken).ConfigureAwait(false);
            var answer = await ask(connection.GetDatabase()).WaitAsync(options.Value.Timeout, cancellationToken).ConfigureAwait(false);

            // Off the thread that reads what Redis answers: a caller that blocks on it, as SQLite does for a lock, would keep the
            // answer from whoever holds that lock.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return answer;
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            throw new DatabaseUnavailableException("Redis does not answer.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is { } own)
            await own.CloseAsync().ConfigureAwait(false);
    }

    private static bool IsPassing(Exception exception) => exception is RedisConnectionException or TimeoutException
        || (exception is RedisServerException && PassingErrors.Any(error => exception.Message.StartsWith(error, StringComparison.Ordinal)));

    // The requests of the beginning wait for one attempt together, each as long as it may.
    private Task<IConnectionMultiplexer> GetConnection()
    {
        lock (_lock)
        {
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true })
                _connection = ConnectAsync();
            return _connection;
        }
    }

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (services.GetService<IConnectionMultiplexer>() is { } shared)
            return shared;

        var configuration = ConfigurationOptions.Parse(options.Value.Configuration);

        // A Redis that is down when the program starts is no other than one that goes down later.
        configuration.AbortOnConnectFail = false;
        configuration.ClientName ??= "FastApiUsers";
        return _own = await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
    }
}
