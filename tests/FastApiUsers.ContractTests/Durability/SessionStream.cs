using System.Collections.Concurrent;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>Clients that sign in and ask, and others that refresh, at one node without pause until it is gone, and keep each session that was acknowledged.</summary>
internal sealed class SessionStream
{
    private static readonly string[] Backends = ["jwt", "cookie", "redis"];
    private static readonly TimeSpan ProgressLimit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<SignedInClient> sessions = new();
    private readonly ConcurrentQueue<SignedInClient> cut = new();
    private readonly Task clients;
    private int refreshes;

    public SessionStream(UserApi node, string email) => clients = Task.WhenAll(
        Backends.SelectMany(backend => new[] { SignInAsync(node, email, backend), RefreshAsync(node, email, backend) }));

    /// <summary>The sessions whose login was answered, each with the tokens that came with the last answer.</summary>
    public IReadOnlyCollection<SignedInClient> Sessions => sessions;

    /// <summary>Those of them whose last refresh had no answer: one for each backend.</summary>
    public IReadOnlyCollection<SignedInClient> Cut => cut;

    /// <summary>Waits until so many sessions were opened and tokens refreshed.</summary>
    public async Task WaitAsync(int sessions, int refreshes)
    {
        using var timeout = new CancellationTokenSource(ProgressLimit);
        while ((Sessions.Count < sessions || this.refreshes < refreshes) && !clients.IsCompleted)
            await Task.Delay(10, timeout.Token);
        if (clients.IsCompleted)
            await clients;
    }

    /// <summary>Waits until each client has found that the node is gone.</summary>
    public Task EndAsync() => clients.WaitAsync(ProgressLimit);

    private async Task SignInAsync(UserApi node, string email, string backend)
    {
        SignedInClient client = null!;
        while (await TryAsync(async () => client = await SignedInClient.LoginAsync(node, email, backend)))
        {
            sessions.Enqueue(client);
            if (!await TryAsync(async () => Assert.Equal(200, await client.MeAsync(node))))
                return;
        }
    }

    private async Task RefreshAsync(UserApi node, string email, string backend)
    {
        var client = await SignedInClient.LoginAsync(node, email, backend);
        sessions.Enqueue(client);
        while (await TryAsync(() => client.RefreshAsync(node)))
            Interlocked.Increment(ref refreshes);
        cut.Enqueue(client);
    }

    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
