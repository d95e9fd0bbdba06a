using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.Redis;

/// <summary>What is answered while Redis is gone, and after it.</summary>
public sealed class RedisOutageTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private TestApp _app = null!;
    private string _token = null!;
    private string _jwt = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _app = await RedisCastle.StartAsync(_redis.Configuration, settings: ("FastApiUsers:Redis:Timeout", "00:00:01"));
        await _app.RegisterAsync();
        _token = await _app.LoginAsync(backend: "redis");
        _jwt = await _app.LoginAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task While_Redis_is_gone_its_backend_answers_503_and_the_others_go_on()
    {
        await _redis.KillAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await MeAsync(_token)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await LoginAsync("redis"));
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(_jwt)).Status);
        Assert.Equal(HttpStatusCode.OK, await LoginAsync("jwt"));
        Assert.Equal(HttpStatusCode.NoContent, await LoginAsync("cookie"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(HttpMethod.Get, "/users/me")).Status);
    }

    [Fact]
    public async Task A_refusal_says_when_to_come_again_in_the_shape_of_all_errors()
    {
        await _redis.KillAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/users/me");
        request.Headers.Authorization = new("Bearer", _token);

        using var response = await _app.Client.SendAsync(request);

        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal("""{"detail":"Service Unavailable"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_password_is_not_changed_while_the_tokens_cannot_be_ended()
    {
        await _redis.KillAsync();

        var (status, _) = await _app.SendAsync(HttpMethod.Patch, "/users/me", """{"password":"excalibur 42"}""", _jwt);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(HttpStatusCode.OK, await LoginAsync("jwt"));
    }

    [Fact]
    public async Task The_program_recovers_by_itself_when_Redis_is_back()
    {
        await _redis.KillAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await MeAsync(_token)).Status);
        await _redis.StartAgainAsync();

        // What it held is gone, so the old token is nobody's: that answer is the sign that Redis is asked again.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await MeAsync(_token)).Status != HttpStatusCode.Unauthorized)
            await Task.Delay(100, limit.Token);

        var token = await _app.LoginAsync(backend: "redis");
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(token)).Status);
    }

    [Fact]
    public async Task A_Redis_that_hangs_is_not_waited_for_longer_than_the_settings_say()
    {
        await _redis.PauseAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await MeAsync(_token).WaitAsync(TimeSpan.FromSeconds(20))).Status);

        await _redis.ResumeAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await MeAsync(_token)).Status != HttpStatusCode.OK)
            await Task.Delay(100, limit.Token);
    }

    [Fact]
    public async Task The_program_starts_without_Redis_and_uses_it_when_it_is_there()
    {
        await _redis.KillAsync();
        await using var app = await RedisCastle.StartAsync(_redis.Configuration, settings: ("FastApiUsers:Redis:Timeout", "00:00:01"));
        await app.RegisterAsync();
        using (var refused = await app.PostLoginAsync("redis"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await _redis.StartAgainAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var response = await app.PostLoginAsync("redis");
            if (response.StatusCode == HttpStatusCode.OK)
                break;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            await Task.Delay(100, limit.Token);
        }
    }

    [Theory]
    [InlineData("", "FastApiUsers:Redis:Configuration")]
    [InlineData("localhost:1", "FastApiUsers:Redis:Timeout", "FastApiUsers:Redis:Timeout", "00:00:00")]
    [InlineData("localhost:1", "FastApiUsers:Redis:Host", "FastApiUsers:Redis:Host", "localhost")]
    [InlineData("localhost:1", "FastApiUsers:Backends:redis:Lifetime", "FastApiUsers:Backends:redis:Lifetime", "-1")]
    public async Task A_setting_that_is_wrong_stops_the_start_and_is_named(string configuration, string named, string? name = null, string? value = null)
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(
            () => RedisCastle.StartAsync(configuration, settings: name is null ? [] : [(name, value!)]));

        Assert.Contains(named, mistake.Message, StringComparison.Ordinal);
    }

    private Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> MeAsync(string token) => _app.SendAsync(HttpMethod.Get, "/users/me", token: token);

    private async Task<HttpStatusCode> LoginAsync(string backend)
    {
        using var response = await _app.PostLoginAsync(backend);
        return response.StatusCode;
    }
}
