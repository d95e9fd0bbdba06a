using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace LoginStorm;

/// <summary>64 clients sign in without pause while 8 read <c>/users/me</c>, beside the same readers in quiet.</summary>
internal sealed class Storm(ServerProcess server) : IDisposable
{
    private const int LoginClients = 64;
    private const int Readers = 8;
    private const int SingleLogins = 20;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Storming = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReaderPause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };

    public async Task<string> MeasureAsync()
    {
        for (var i = 0; i < LoginClients; i++)
            (await _client.PostAsJsonAsync("/auth/register", new { email = Email(i), password = "correct horse" })).EnsureSuccessStatusCode();
        var token = await LoginAsync(0) ?? throw new InvalidOperationException("The first login failed.");
        await ReadAsync(token, TimeSpan.FromSeconds(2), CancellationToken.None);

        var (login, hash) = await MeasureSingleLoginsAsync();
        var quiet = await ReadAllAsync(token, Quiet);

        var statuses = new int[600];
        using var end = new CancellationTokenSource(Storming);
        var clock = Stopwatch.StartNew();
        var storm = Task.WhenAll(Enumerable.Range(0, LoginClients).Select(i => SignInWithoutPauseAsync(i, statuses, end.Token)));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var stormy = await ReadAllAsync(token, Storming - TimeSpan.FromSeconds(4));
        await storm;

        var lost = statuses.Sum() - statuses[200] - statuses[503];
        return string.Create(CultureInfo.InvariantCulture, $"""
            | figure | value |
            | --- | --- |
            | processors | {Environment.ProcessorCount} |
            | one login alone, median of {SingleLogins} | {login * 1000:F1} ms |
            | its hash, median | {hash * 1000:F1} ms |
            | login / hash | {login / hash:F2} |
            | logins in the storm | {statuses[200] / clock.Elapsed.TotalSeconds:F1} a second ({statuses[200]} answered 200, {statuses[503]} answered 503, {lost} lost) |
            | readers in quiet, p50 / p99 | {Percentile(quiet, 50):F1} / {Percentile(quiet, 99):F1} ms ({quiet.Count} reads) |
            | readers in the storm, p50 / p99 | {Percentile(stormy, 50):F1} / {Percentile(stormy, 99):F1} ms ({stormy.Count} reads) |
            | p99 in the storm / in quiet | {Percentile(stormy, 99) / Percentile(quiet, 99):F1} |
            | peak memory of the server | {server.PeakMemory():F0} MiB |
            """);
    }

    public void Dispose() => _client.Dispose();

    private async Task<(double Login, double Hash)> MeasureSingleLoginsAsync()
    {
        await _client.GetStringAsync("/hash-times");
        var logins = new List<double>();
        for (var i = 0; i < SingleLogins; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            await LoginAsync(i);
            logins.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        var hashes = await _client.GetFromJsonAsync<List<double>>("/hash-times");
        return (Percentile(logins, 50) / 1000, Percentile(hashes!, 50));
    }

    private async Task SignInWithoutPauseAsync(int user, int[] statuses, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            using var form = Form(user);
            try
            {
                using var response = await _client.PostAsync("/auth/login", form, CancellationToken.None);
                Interlocked.Increment(ref statuses[(int)response.StatusCode]);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref statuses[0]);
            }
        }
    }

    private async Task<List<double>> ReadAllAsync(string token, TimeSpan time)
    {
        using var end = new CancellationTokenSource(time);
        return [.. (await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => ReadAsync(token, time, end.Token)))).SelectMany(times => times)];
    }

    private async Task<List<double>> ReadAsync(string token, TimeSpan time, CancellationToken end)
    {
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (!end.IsCancellationRequested && clock.Elapsed < time)
        {
            var started = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/users/me");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _client.SendAsync(request, CancellationToken.None);
            response.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(ReaderPause, CancellationToken.None);
        }

        return times;
    }

    private async Task<string?> LoginAsync(int user)
    {
        using var form = Form(user);
        using var response = await _client.PostAsync("/auth/login", form);
        return response.StatusCode == HttpStatusCode.OK
            ? (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()
            : null;
    }

    private static FormUrlEncodedContent Form(int user) => new([new("username", Email(user)), new("password", "correct horse")]);

    private static string Email(int user) => string.Create(CultureInfo.InvariantCulture, $"user{user}@example.com");

    private static double Percentile(List<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
