using System.Diagnostics;
using FastApiUsers.PasswordPolicy;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>OWASP ASVS 5.0, 6.2.12: breached passwords are refused, and who looks them up tells nothing of them.</summary>
public sealed class BreachedPasswordTests
{
    private const string Reason = "Password has appeared in a data breach";
    private const string NotChecked = "Password could not be checked against known data breaches. Try again later";
    private const int WarningId = 40;

    // What the service does, and what the log says of it.
    public static TheoryData<string, string> Failures => new()
    {
        { "status 500", "the status is 500" }, { "status 404", "the status is 404" }, { "garbage", "not a range" }, { "nothing", "not a range" },
        { "much", "ConfigurationLimitExceeded" }, { "cut off", "IOException" }, { "slow", "no answer in time" }, { "slow body", "no answer in time" },
    };

    [Fact]
    public async Task A_breached_password_is_refused_and_another_is_not()
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(server);

        Assert.Equal(Reason, await app.ValidateAsync(RangeServer.Breached));
        Assert.Null(await app.ValidateAsync("a lake without a lady"));
    }

    [Fact]
    public async Task Only_5_digits_of_the_hash_are_sent_and_padding_is_asked_for()
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(server);
        await app.ValidateAsync(RangeServer.Breached);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("GET", "/range/" + RangeServer.Hash(RangeServer.Breached)[..5]), (request.Method, request.Path));
        Assert.Equal("true", request.Headers["Add-Padding"]);
        Assert.Equal("FastApiUsers", request.Headers["User-Agent"]);
        Assert.Equal(["Add-Padding", "Host", "User-Agent"], request.Headers.Keys.Order());
    }

    [Theory]
    [InlineData(3, Reason)]
    [InlineData(4, null)]
    public async Task The_number_of_occurrences_from_which_on_it_is_refused_can_be_set(int minimum, string? reason)
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(server, ("MinimumCount", $"{minimum}"));

        Assert.Equal(reason, await app.ValidateAsync(RangeServer.Breached));
    }

    [Fact]
    public async Task A_line_of_count_0_is_padding()
    {
        await using var server = await RangeServer.StartAsync(context => context.Response.WriteAsync(RangeServer.RangeOf(RangeServer.Breached, 0)));
        await using var app = await StartAsync(server);

        Assert.Null(await app.ValidateAsync(RangeServer.Breached));
        Assert.DoesNotContain(app.Log.Lines, line => line.Id == WarningId);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task When_the_service_fails_a_password_is_accepted_with_a_warning(string failure, string cause)
    {
        await using var server = await RangeServer.StartAsync(context => FailAsync(context, failure));
        await using var app = await StartAsync(server, ("Timeout", TimeoutFor(failure)));
        var watch = Stopwatch.StartNew();

        Assert.Null(await app.ValidateAsync(RangeServer.Breached));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
        AssertWarning(app, "accepted", cause);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task When_the_service_fails_a_password_is_refused_where_that_is_set(string failure, string cause)
    {
        await using var server = await RangeServer.StartAsync(context => FailAsync(context, failure));
        await using var app = await StartAsync(server, ("Timeout", TimeoutFor(failure)), ("RejectWhenUnavailable", "true"));

        Assert.Equal(NotChecked, await app.ValidateAsync("a lake without a lady"));
        AssertWarning(app, "refused", cause);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_a_failure()
    {
        var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(server);
        await server.DisposeAsync();

        Assert.Null(await app.ValidateAsync(RangeServer.Breached));
        AssertWarning(app, "accepted", "ConnectionError");
    }

    [Fact]
    public async Task A_handler_of_the_application_that_throws_is_a_failure()
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await PolicyApp.StartAsync(
            Settings(server), builder => builder.Services.AddHttpClient(BreachedPasswordOptions.HttpClientName).AddHttpMessageHandler(() => new BrokenHandler()));

        Assert.Null(await app.ValidateAsync(RangeServer.Breached));
        AssertWarning(app, "accepted", "NotSupportedException");
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_failure()
    {
        await using var server = await RangeServer.StartAsync(context => FailAsync(context, "slow"));
        await using var app = await StartAsync(server);
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.ValidateAsync(RangeServer.Breached, cancellationToken: leaving.Token));
        Assert.DoesNotContain(app.Log.Lines, line => line.Id == WarningId);
    }

    [Fact]
    public async Task Neither_password_nor_hash_is_logged_or_traced()
    {
        using var traces = new OutgoingTraces();
        await using var server = await RangeServer.StartAsync(context => FailAsync(context, "status 500"));
        await using var app = await StartAsync(server);
        using (new Activity("registration").Start())
            await app.ValidateAsync(RangeServer.Breached);

        var prefix = RangeServer.Hash(RangeServer.Breached)[..5];
        Assert.NotEmpty(server.Requests);
        Assert.All(server.Requests, request => Assert.DoesNotContain("traceparent", request.Headers.Keys));
        Assert.All(app.Log.Lines, line => Assert.DoesNotContain(prefix, line.Text, StringComparison.OrdinalIgnoreCase));
        Assert.All(app.Log.Lines, line => Assert.DoesNotContain(RangeServer.Breached, line.Text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(traces.Tags, tag => tag.Contains(server.Endpoint + prefix, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_the_setting_nobody_is_asked()
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(server, ("Enabled", "false"));

        Assert.Null(await app.ValidateAsync(RangeServer.Breached));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("password")]
    [InlineData("arthur123")]
    public async Task A_password_that_another_rule_refuses_is_not_looked_up(string password)
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(server);

        Assert.NotNull(await app.ValidateAsync(password));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_endpoint_without_a_slash_at_its_end_is_the_same()
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(server, ("Endpoint", server.Endpoint.TrimEnd('/')));

        Assert.Equal(Reason, await app.ValidateAsync(RangeServer.Breached));
    }

    private static string TimeoutFor(string failure) => failure.StartsWith("slow", StringComparison.Ordinal) ? "00:00:00.3" : "00:00:30";

    private static void AssertWarning(TestApp app, string outcome, string cause)
    {
        var line = Assert.Single(app.Log.Lines, line => line.Id == WarningId);
        Assert.Contains(outcome, line.Text, StringComparison.Ordinal);
        Assert.EndsWith(cause + ".", line.Text, StringComparison.Ordinal);
    }

    private static Task<TestApp> StartAsync(RangeServer server, params (string Name, string Value)[] settings) => PolicyApp.StartAsync(Settings(server, settings));

    private static Dictionary<string, string?> Settings(RangeServer server, params (string Name, string Value)[] settings)
    {
        // Slow machines are no failure of the service.
        var all = new Dictionary<string, string?> { ["Breached:Enabled"] = "true", ["Breached:Endpoint"] = server.Endpoint, ["Breached:Timeout"] = "00:00:30" };
        foreach (var (name, value) in settings)
            all["Breached:" + name] = value;
        return all;
    }

    private static async Task FailAsync(HttpContext context, string failure)
    {
        switch (failure)
        {
            case "status 500":
            case "status 404":
                context.Response.StatusCode = int.Parse(failure[^3..], System.Globalization.CultureInfo.InvariantCulture);
                await context.Response.WriteAsync(RangeServer.RangeOf(RangeServer.Breached, 1));
                break;
            case "garbage":
                await context.Response.WriteAsync("<html>Sign in to this network</html>");
                break;
            case "much":
                await context.Response.WriteAsync(string.Concat(Enumerable.Repeat(RangeServer.RangeOf("another", 1), 20_000)));
                break;
            case "slow":
                await Task.Delay(TimeSpan.FromSeconds(60), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "slow body":
                await context.Response.WriteAsync(RangeServer.RangeOf("another", 1));
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromSeconds(60), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "cut off":
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync(RangeServer.RangeOf("another", 1));
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
        }
    }

    private sealed class BrokenHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
