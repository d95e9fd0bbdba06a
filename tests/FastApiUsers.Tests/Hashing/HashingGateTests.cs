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
    public async Task One_who_gives_up_leaves_the_place_to_another_at_once()
    {
        await StartAsync(("MaximumConcurrency", "1"), ("QueueLimit", "1"));
        await using var scope = _app!.Services.CreateAsyncScope();
        var passwords = scope.ServiceProvider.GetRequiredService<GatedPasswordHelper>();
        _passwords.Close();
        var first = passwords.HashAsync("first").AsTask();
        await WaitForAsync(() => _passwords.Running == 1);
        for (var i = 0; i < 3; i++)
        {
            using var hangUp = new CancellationTokenSource();
            var impatient = passwords.HashAsync("impatient", hangUp.Token).AsTask();
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        }

        var patient = passwords.HashAsync("patient").AsTask();

        await Assert.ThrowsAsync<PasswordHashingBusyException>(() => passwords.HashAsync("one more").AsTask());
        _passwords.Open();
        Assert.Equal(["first", "patient"], await Task.WhenAll(first, patient));
    }

    [Fact]
    public async Task A_request_that_hashes_twice_waits_so_long_in_sum()
    {
        var time = new SteppedTime();
        var queued = 0;
        await StartAsync(time, ("MaximumConcurrency", "1"), ("QueueTimeout", "00:01:00"));
        await _app!.ExecuteAsync($"UPDATE \"user\" SET hashed_password = '{SlowPasswords.Older}'");
        using var listener = Listen((name, value) =>
        {
            if (name == "fastapiusers.hashing.queue.length" && value > 0)
                Interlocked.Increment(ref queued);
        });
        _passwords.Close();
        var before = LoginAsync("before@camelot.bt");
        await WaitForAsync(() => _passwords.Running == 1 && Volatile.Read(ref queued) == 1);

        // The verification against the older hash waits nearly as long as it may. Another comes between it and the next one.
        var twice = LoginAsync();
        await WaitForAsync(() => Volatile.Read(ref queued) == 2);
        var between = LoginAsync("between@camelot.bt");
        await WaitForAsync(() => Volatile.Read(ref queued) == 3);
        time.Advance(TimeSpan.FromSeconds(59.9));
        _passwords.LetOne();
        _passwords.LetOne();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await twice.WaitAsync(TimeSpan.FromSeconds(20)));
        _passwords.Open();
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], await Task.WhenAll(before, between));
    }

    [Fact]
    public async Task A_listener_that_throws_ends_neither_a_sign_in_nor_the_gate()
    {
        await StartAsync(("MaximumConcurrency", "1"));
        using var listener = Listen((_, _) => throw new InvalidOperationException("The listener is broken."));

        Assert.Equal(HttpStatusCode.OK, await LoginAsync());
        Assert.Equal(HttpStatusCode.OK, await LoginAsync());
    }

    [Fact]
    public async Task The_start_does_not_wait_for_a_turn()
    {
        _passwords.Close();
        _app = await Castle.StartAsync(users => users.Services.Replace(ServiceDescriptor.Singleton<IPasswordHelper>(_passwords)));

        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(HttpMethod.Get, "/users/me")).Status);
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
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var (gate, passwords) = NewGate(provider);
        _passwords.Close();
        var running = passwords.HashAsync("running").AsTask();
        await WaitForAsync(() => _passwords.Running == 1);
        var waiting = passwords.HashAsync("waiting").AsTask();

        gate.Dispose();

        await Assert.ThrowsAsync<PasswordHashingBusyException>(() => waiting);
        await Assert.ThrowsAsync<PasswordHashingBusyException>(() => passwords.HashAsync("late").AsTask());
        _passwords.Open();
        Assert.Equal("running", await running);
    }

    [Fact]
    public async Task Who_comes_first_when_the_program_has_stopped_is_refused()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var (gate, passwords) = NewGate(provider);

        gate.Dispose();

        await Assert.ThrowsAsync<PasswordHashingBusyException>(() => passwords.HashAsync("late").AsTask());
        await Task.Delay(100);
    }

    [Fact]
    public async Task The_gate_tells_what_it_does()
    {
        await StartAsync(("MaximumConcurrency", "1"), ("QueueTimeout", "00:00:00.2"));
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = Listen((name, value) => measured.AddOrUpdate(name, value, (_, sum) => sum + value));

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

    private (HashingGate Gate, GatedPasswordHelper Passwords) NewGate(IServiceProvider provider)
    {
        var options = Options.Create(new HashingOptions { MaximumConcurrency = 1 });
        var gate = new HashingGate(_passwords, options, new HashingMetrics(provider.GetRequiredService<IMeterFactory>()), TimeProvider.System);
        return (gate, new GatedPasswordHelper(gate, options, TimeProvider.System));
    }

    private Task StartAsync(params (string Name, string Value)[] settings) => StartAsync(TimeProvider.System, settings);

    private async Task StartAsync(TimeProvider time, params (string Name, string Value)[] settings)
    {
        _app = await Castle.StartAsync(
            users => users.Services
                .Replace(ServiceDescriptor.Singleton<IPasswordHelper>(_passwords))
                .Replace(ServiceDescriptor.Singleton(time)),
            settings: settings.ToDictionary(setting => $"FastApiUsers:Hashing:{setting.Name}", setting => (string?)setting.Value));
        await _app.SettleAsync();
        await _app.RegisterAsync();
    }

    private Task<HttpStatusCode>[] Logins(int count) => [.. Enumerable.Range(0, count).Select(_ => LoginAsync())];

    private async Task<HttpStatusCode> LoginAsync(string email = UserClient.Email)
    {
        using var response = await _app!.PostLoginAsync("jwt", email);
        return response.StatusCode;
    }

    /// <summary>Hears what the gate measures: of a histogram, whose name gets a <c>#</c>, that it was measured once.</summary>
    private MeterListener Listen(Action<string, double> heard)
    {
        var meters = _app!.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                // Other applications of this test run have meters of the same name.
                if (instrument.Meter.Name == "FastApiUsers" && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => heard(instrument.Name, value));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => heard(instrument.Name + "#", 1));
        listener.Start();
        return listener;
    }

    private static async Task WaitForAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
            await Task.Delay(10, limit.Token);
    }
}
