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
    private readonly SemaphoreSlim _turn = new(1);
    private volatile IConnectionMultiplexer? _connection;
    private bool _isOwn;

    /// <summary>Asks Redis, for as long as the settings allow.</summary>
    /// <exception cref="DatabaseUnavailableException">Redis is gone or too slow.</exception>
    public async Task<TResult> AskAsync<TResult>(Func<IDatabase, Task<TResult>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var connection = _connection ?? await ConnectAsync(cancellationToken).ConfigureAwait(false);
            return await ask(connection.GetDatabase()).WaitAsync(options.Value.Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisConnectionException or RedisServerException or TimeoutException)
        {
            throw new DatabaseUnavailableException("Redis does not answer.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOwn && _connection is { } connection)
            await connection.CloseAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<IConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_connection is null)
            {
                _isOwn = services.GetService<IConnectionMultiplexer>() is null;
                _connection = services.GetService<IConnectionMultiplexer>() ?? await ConnectByOptionsAsync().ConfigureAwait(false);
            }

            return _connection;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IConnectionMultiplexer> ConnectByOptionsAsync()
    {
        var configuration = ConfigurationOptions.Parse(options.Value.Configuration);

        // A Redis that is down when the program starts is no other than one that goes down later.
        configuration.AbortOnConnectFail = false;
        configuration.ClientName ??= "FastApiUsers";
        return await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
    }
}
