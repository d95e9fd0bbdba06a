using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using FastApiUsers.Hashing;
using FastApiUsers.Passwords;
using FastApiUsers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.Hashing;

/// <summary>A burst of sign-ins is hashed in turn, waits so long, and stalls nobody else.</summary>
public sealed class HashingGateTests : IAsyncDisposable
{
    private readonly SlowPasswords _passwords = new();
    private TestApp? _app;

    public async ValueTask DisposeAsync()
    {
        _passwords.Open();
        if (_app is not null)
            await _app.DisposeAsync();
        _passwords.Dispose();
    }

    [Fact]
    public async Task So_many_are_hashed_at_once_and_no_more()
    {
        await StartAsync(("MaximumConcurrency", "2"));
        _passwords.Close();

        var logins = Logins(10);
        await WaitForAsync(() => _passwords.Running == 2);
        await Task.Delay(100);
        Assert.Equal(2, _passwords.Running);
        _passwords.Open();

        Assert.All(await Task.WhenAll(logins), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(2, _passwords.Most);
    }

    [Fact]
    public async Task A_request_that_hashes_nothing_is_served_while_all_turns_are_taken()
    {
        await StartAsync(("MaximumConcurrency", "1"));
        var token = await _app!.LoginAsync();
        _passwords.Close();
        var logins = Logins(20);
        await WaitForAsync(() => _passwords.Running == 1);

        var (status, _) = await _app!.SendAsync(HttpMethod.Get, "/users/me", token: token);

        Assert.Equal(HttpStatusCode.OK, status);
        _passwords.Open();
        await Task.WhenAll(logins);
    }

    [Fact]
    public async Task One_who_waits_too_long_is_answered_503_and_told_when_to_try_again()
    {
        await StartAsync(("MaximumConcurrency", "1"), ("QueueTimeout", "00:00:00.2"));
        _passwords.Close();
        var first = Logins(1);
        await WaitForAsync(() => _passwords.Running == 1);

        using var response = await _app!.PostLoginAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        Assert.Equal("""{"detail":"Service Unavailable"}""", await response.Content.ReadAsStringAsync());
        _passwords.Open();
        Assert.Equal([HttpStatusCode.OK], await Task.WhenAll(first));
        Assert.Equal(HttpStatusCode.OK, await LoginAsync());
    }

    [Fact]
    public async Task One_more_than_may_wait_is_answered_503_at_once()
    {
        await StartAsync(("MaximumConcurrency", "1"), ("QueueLimit", "2"));
        _passwords.Close();
        var first = Logins(1);
        await WaitForAsync(() => _passwords.Running == 1);

        var others = Logins(5);
        await WaitForAsync(() => others.Count(login => login.IsCompleted) == 3);
        _passwords.Open();

        var statuses = (await Task.WhenAll(others)).Order().ToList();
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], statuses);
        Assert.Equal([HttpStatusCode.OK], await Task.WhenAll(first));
    }

    [Fact]
    public async Task One_who_hangs_up_gives_the_turn_to_the_next()
    {
        await StartAsync(("MaximumConcurrency", "1"));
        _passwords.Close();
        var first = Logins(1);
        await WaitForAsync(() => _passwords.Running == 1);
        using var hangUp = new CancellationTokenSource();
        using var form = new FormUrlEncodedContent([new("username", UserClient.Email), new("password", UserClient.Password)]);
        var impatient = _app!.Client.PostAsync("/auth/jwt/login", form, hangUp.Token);
        await Task.Delay(100);

        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _passwords.Open();

        Assert.Equal([HttpStatusCode.OK], await Task.WhenAll(first));
        Assert.Equal(HttpStatusCode.OK, await LoginAsync());
    }

    [Fact]
    public async Task An_unknown_user_who_was_refused_in_a_burst_is_answered_as_ever_after_it()
    {
        await StartAsync(("MaximumConcurrency", "1"), ("QueueTimeout", "00:00:00.2"));
        _passwords.Close();
        var first = Logins(1);
        await WaitForAsync(() => _passwords.Running == 1);
        using (var refused = await _app!.PostLoginAsync("jwt", "nobody@camelot.bt"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        _passwords.Open();
        await Task.WhenAll(first);

        using var response = await _app!.PostLoginAsync("jwt", "nobody@camelot.bt");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Who_waits_when_the_program_stops_is_refused_and_the_stop_does_not_wait_for_a_hash_without_end()
    {
        var options = Options.Create(new HashingOptions { MaximumConcurrency = 1 });
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var gate = new HashingGate(
            _passwords, options, new HashingMetrics(provider.GetRequiredService<IMeterFactory>()), TimeProvider.System);
        _passwords.Close();
        var running = gate.HashAsync("running").AsTask();
        await WaitForAsync(() => _passwords.Running == 1);
        var waiting = gate.HashAsync("waiting").AsTask();

        gate.Dispose();

        await Assert.ThrowsAsync<PasswordHashingBusyException>(() => waiting);
        await Assert.ThrowsAsync<PasswordHashingBusyException>(() => gate.HashAsync("late").AsTask());
        _passwords.Open();
        Assert.Equal("running", await running);
    }

    [Fact]
    public async Task The_gate_tells_what_it_does()
    {
        await StartAsync(("MaximumConcurrency", "1"), ("QueueTimeout", "00:00:00.2"));
        var meters = _app!.Services.GetRequiredService<IMeterFactory>();
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            // Other applications of this test run have meters of the same name.
            if (instrument.Meter.Name == "FastApiUsers" && instrument.Meter.Scope == meters)
                heard.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name + "#", 1, (_, count) => count + 1));
        listener.Start();

        _passwords.Close();
        var first = Logins(1);
        await WaitForAsync(() => _passwords.Running == 1);
        await LoginAsync();
        _passwords.Open();
        await Task.WhenAll(first);
        await WaitForAsync(() => measured.GetValueOrDefault("fastapiusers.hashing.duration#") >= 1);

        Assert.Equal(1, measured["fastapiusers.hashing.refusals"]);
        Assert.Equal(0, measured["fastapiusers.hashing.queue.length"]);
        Assert.True(measured["fastapiusers.hashing.wait.duration#"] >= 1);
    }

    [Theory]
    [InlineData("MaximumConcurrency", "0")]
    [InlineData("QueueLimit", "0")]
    [InlineData("QueueTimeout", "00:00:00")]
    public async Task A_setting_that_is_wrong_is_named(string setting, string value)
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync((setting, value)));

        Assert.Contains($"FastApiUsers:Hashing:{setting}", mistake.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync(params (string Name, string Value)[] settings)
    {
        _app = await Castle.StartAsync(
            users => users.Services.Replace(ServiceDescriptor.Singleton<IPasswordHelper>(_passwords)),
            settings: settings.ToDictionary(setting => $"FastApiUsers:Hashing:{setting.Name}", setting => (string?)setting.Value));
        await _app.RegisterAsync();
    }

    private Task<HttpStatusCode>[] Logins(int count) => [.. Enumerable.Range(0, count).Select(_ => LoginAsync())];

    private async Task<HttpStatusCode> LoginAsync()
    {
        using var response = await _app!.PostLoginAsync();
        return response.StatusCode;
    }

    private static async Task WaitForAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
            await Task.Delay(10, limit.Token);
    }
}
