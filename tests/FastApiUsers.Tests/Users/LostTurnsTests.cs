using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users;

/// <summary>A change that the database never stores ends with an error, and not never.</summary>
public sealed class LostTurnsTests
{
    [Fact]
    public async Task A_change_that_a_trigger_drops_ends_with_an_error_that_says_so()
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.PostgreSql);
        await app.RegisterAsync();
        await app.ExecuteAsync("CREATE FUNCTION drop_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        await app.ExecuteAsync("CREATE TRIGGER drop_it BEFORE UPDATE ON \"user\" FOR EACH ROW EXECUTE FUNCTION drop_it()");
        await using var scope = app.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
        var user = await manager.GetByEmailAsync(UserClient.Email);

        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(
            () => manager.UpdateAsync(new KnightUpdate { Motto = "Onward" }, user).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Contains("trigger", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Turns_that_others_win_are_no_error()
    {
        var turns = new LostTurns<Guid>();

        for (var i = 0; i < 100; i++)
            turns.Add(new Knight { HashedPassword = $"{i}" }, new Knight { HashedPassword = $"{i + 1}" });
    }
}
