using System.Net;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FastApiUsers.Tests.Outages;

public sealed class HealthCheckTests(OwnPostgreSql postgreSql) : IClassFixture<OwnPostgreSql>
{
    [Fact]
    public async Task The_check_is_healthy_unless_the_server_is_away()
    {
        await using var app = await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await CheckAsync(app));

        await postgreSql.Server.KillAsync();
        try
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await CheckAsync(app));
        }
        finally
        {
            await postgreSql.Server.StartAgainAsync();
        }

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await CheckAsync(app));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_unhealthy_within_the_time_limit()
    {
        await using var app = await StartAsync("Cancellation Timeout=500");
        Assert.Equal(HttpStatusCode.OK, (await CheckAsync(app)).Status);
        postgreSql.Freeze();
        try
        {
            // The question itself would take 30 seconds.
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CheckAsync(app).WaitAsync(TimeSpan.FromSeconds(25))).Status);
        }
        finally
        {
            postgreSql.Thaw();
        }

        Assert.Equal(HttpStatusCode.OK, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task A_missing_table_is_unhealthy_and_the_report_has_the_exception()
    {
        await using var app = await Castle.StartAsync(users => users.Services.AddHealthChecks().AddFastApiUsersCheck(tags: ["ready"]), app => app.MapHealthChecks("/health"));
        Assert.Equal(HttpStatusCode.OK, (await CheckAsync(app)).Status);

        await app.ExecuteAsync("ALTER TABLE \"user\" RENAME TO elsewhere");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CheckAsync(app)).Status);
        var entry = (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["fastapiusers"];
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.NotNull(entry.Exception);
        Assert.Equal(["ready"], entry.Tags);
    }

    private Task<TestApp> StartAsync(string connection = "") => postgreSql.StartAppAsync(
        connection, users: users => users.Services.AddHealthChecks().AddFastApiUsersCheck(timeout: TimeSpan.FromSeconds(1)), routes: app => app.MapHealthChecks("/health"));

    private static async Task<(HttpStatusCode Status, string Body)> CheckAsync(TestApp app)
    {
        using var response = await app.Client.GetAsync("/health");
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
