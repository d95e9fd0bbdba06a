using System.Collections.Concurrent;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>
/// Clients that register new users and sign them in without pause while servers come and go, and remember what was acknowledged.
/// </summary>
internal sealed class RegistrationStream
{
    private const int ClientsOfANode = 4;

    // Far above what an answer takes: a request without an answer hangs.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ProgressLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<string> registered = new();
    private readonly ConcurrentQueue<(string Email, string Cookie)> signedIn = new();
    private readonly ConcurrentQueue<Answer> refused = new();
    private readonly Task clients;
    private volatile bool stopped;
    private int cut;

    public RegistrationStream(params ReferenceServer[] nodes) =>
        clients = Task.WhenAll(nodes.SelectMany(node => Enumerable.Range(0, ClientsOfANode).Select(_ => RunClientAsync(node))));

    /// <summary>The addresses whose registration was answered with 201.</summary>
    public IReadOnlyCollection<string> Registered => registered;

    /// <summary>The sign-ins that were answered with 204, and the tokens that they gave.</summary>
    public IReadOnlyCollection<(string Email, string Cookie)> SignedIn => signedIn;

    /// <summary>All other answers.</summary>
    public IReadOnlyCollection<Answer> Refused => refused;

    /// <summary>How many requests had no answer, since the program ended.</summary>
    public int Cut => cut;

    /// <summary>Waits until so many more were registered.</summary>
    public Task RegisterMoreAsync(int count) => WaitForMoreAsync(registered, count);

    /// <summary>Waits until so many more requests were answered with an error.</summary>
    public Task RefuseMoreAsync(int count) => WaitForMoreAsync(refused, count);

    /// <summary>Lets the requests that are on their way end, and sends no others.</summary>
    /// <exception cref="TimeoutException">One of all requests was not answered.</exception>
    public Task StopAsync()
    {
        stopped = true;
        return clients;
    }

    private async Task WaitForMoreAsync<T>(ConcurrentQueue<T> answers, int count)
    {
        var goal = answers.Count + count;
        using var timeout = new CancellationTokenSource(ProgressLimit);
        while (answers.Count < goal && !clients.IsCompleted)
        {
            await Task.Delay(10);
            if (timeout.IsCancellationRequested)
                Assert.Fail($"{goal - answers.Count} of {count} did not come; {registered.Count} registered, the last error: {refused.LastOrDefault()?.Status}");
        }

        if (clients.IsFaulted)
            await clients;
    }

    private async Task RunClientAsync(ReferenceServer node)
    {
        using var api = new UserApi(node);
        while (!stopped)
        {
            try
            {
                if (!await RegisterAsync(api, UserApi.NewEmail()))
                    await Task.Delay(Pause);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref cut);
                await Task.Delay(Pause);
            }
        }
    }

    private async Task<bool> RegisterAsync(UserApi api, string email)
    {
        var registration = await api.RegisterAsync(email).WaitAsync(AnswerLimit);
        if (registration.Status != 201)
        {
            refused.Enqueue(registration);
            return false;
        }

        registered.Enqueue(email);
        var login = await api.LoginAsync(email, UserApi.Password, "cookie").WaitAsync(AnswerLimit);
        if (login.Status != 204)
        {
            refused.Enqueue(login);
            return false;
        }

        signedIn.Enqueue((email, login.Headers.GetValues("set-cookie").Single().Split(';')[0].Split('=')[1]));
        return true;
    }
}
