using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>What every database of users promises, on SQLite.</summary>
public sealed class UserDatabaseTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private AsyncServiceScope _scope;
    private AsyncServiceScope _otherScope;

    private IUserDatabase<Knight, Guid> Database => _scope.ServiceProvider.GetRequiredService<IUserDatabase<Knight, Guid>>();

    private IUserDatabase<Knight, Guid> Other => _otherScope.ServiceProvider.GetRequiredService<IUserDatabase<Knight, Guid>>();

    public async Task InitializeAsync()
    {
        _app = await Castle.StartAsync();
        _scope = _app.Services.CreateAsyncScope();
        _otherScope = _app.Services.CreateAsyncScope();
        await Database.CreateAsync(NewKnight("arthur@camelot.bt"), default);
    }

    public async Task DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _otherScope.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_new_user_gets_an_id_and_is_found_by_it()
    {
        var user = NewKnight("lancelot@camelot.bt");

        await Database.CreateAsync(user, default);

        Assert.NotEqual(Guid.Empty, user.Id);
        Assert.Equal("lancelot@camelot.bt", (await Other.GetAsync(user.Id, default))!.Email);
        Assert.Null(await Other.GetAsync(Guid.Empty, default));
    }

    [Theory]
    [InlineData("arthur@camelot.bt", true)]
    [InlineData("ARTHUR@Camelot.BT", true)]
    [InlineData("arthur@camelot.b", false)]
    [InlineData("%@camelot.bt", false)]
    public async Task A_user_is_found_by_address_whatever_its_case(string email, bool found) =>
        Assert.Equal(found, await Database.GetByEmailAsync(email, default) is not null);

    [Fact]
    public async Task A_second_user_of_an_address_is_refused_by_the_database_itself() =>
        await Assert.ThrowsAsync<UserAlreadyExistsException>(() => Database.CreateAsync(NewKnight("ARTHUR@camelot.bt"), default));

    [Fact]
    public async Task A_change_to_a_taken_address_is_refused_and_leaves_the_user_as_it_was()
    {
        var user = NewKnight("lancelot@camelot.bt");
        await Database.CreateAsync(user, default);

        await Assert.ThrowsAsync<UserAlreadyExistsException>(() => Database.UpdateAsync(user, changed => changed.Email = "Arthur@camelot.bt", default));

        Assert.Equal("lancelot@camelot.bt", user.Email);
        Assert.Equal("lancelot@camelot.bt", (await Other.GetAsync(user.Id, default))!.Email);
    }

    [Fact]
    public async Task A_change_stores_what_it_touched_and_nothing_else()
    {
        var user = (await Database.GetByEmailAsync("arthur@camelot.bt", default))!;
        await Other.UpdateAsync((await Other.GetAsync(user.Id, default))!, changed => changed.Motto = "Onward", default);

        Assert.True(await Database.UpdateAsync(user, changed => changed.FirstName = "Arthur", default));

        var stored = (await Other.GetAsync(user.Id, default))!;
        Assert.Equal(("Arthur", "Onward"), (stored.FirstName, stored.Motto));
    }

    [Fact]
    public async Task A_change_by_what_is_no_longer_so_is_not_stored()
    {
        var user = (await Database.GetByEmailAsync("arthur@camelot.bt", default))!;
        await Other.UpdateAsync((await Other.GetAsync(user.Id, default))!, changed => changed.HashedPassword = "new", default);

        Assert.False(await Database.UpdateAsync(user, changed => changed.HashedPassword = "mine", default));

        Assert.Equal("old", user.HashedPassword);
        Assert.Equal("new", (await Other.GetAsync(user.Id, default))!.HashedPassword);
    }

    [Fact]
    public async Task A_change_of_a_deleted_user_is_not_stored()
    {
        var user = (await Database.GetByEmailAsync("arthur@camelot.bt", default))!;
        await Other.DeleteAsync(user, default);

        Assert.False(await Database.UpdateAsync(user, changed => changed.Motto = "Too late", default));
        await Database.DeleteAsync(user, default);
    }

    [Fact]
    public async Task A_user_that_the_application_tracks_can_be_changed()
    {
        var context = _scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>();
        var tracked = await context.Set<Knight>().SingleAsync();
        var user = (await Database.GetAsync(tracked.Id, default))!;

        Assert.True(await Database.UpdateAsync(user, changed => changed.Motto = "Onward", default));
        Assert.True(await Database.UpdateAsync(user, changed => changed.Motto = "Further", default));

        Assert.Equal("Further", (await Other.GetAsync(user.Id, default))!.Motto);
    }

    [Fact]
    public async Task A_conflict_of_the_applications_own_changes_is_the_applications()
    {
        var lancelot = NewKnight("lancelot@camelot.bt");
        await Database.CreateAsync(lancelot, default);
        var pending = await _scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>().Set<Knight>().SingleAsync(knight => knight.Id == lancelot.Id);
        pending.Motto = "Pending";
        await Other.UpdateAsync((await Other.GetAsync(lancelot.Id, default))!, changed => changed.HashedPassword = "new", default);
        var arthur = (await Database.GetByEmailAsync("arthur@camelot.bt", default))!;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Database.UpdateAsync(arthur, changed => changed.Motto = "Onward", default));
    }

    [Fact]
    public async Task A_transaction_that_fails_stores_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.InTransactionAsync(
            async token =>
            {
                await Database.CreateAsync(NewKnight("lancelot@camelot.bt"), token);
                await Database.InTransactionAsync(inner => Database.CreateAsync(NewKnight("galahad@camelot.bt"), inner), token);
                throw new InvalidOperationException("No.");
            },
            default));

        Assert.Null(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
        Assert.Null(await Other.GetByEmailAsync("galahad@camelot.bt", default));
    }

    [Fact]
    public async Task A_hash_is_found_by_how_it_does_not_begin()
    {
        await Database.CreateAsync(new Knight { Email = "empty@camelot.bt", HashedPassword = "" }, default);
        await Database.CreateAsync(new Knight { Email = "lancelot@camelot.bt", HashedPassword = "$2b$12$abc" }, default);

        Assert.Equal("$2b$12$abc", await Other.FindHashNotStartingWithAsync(["old"], default));
        Assert.Equal("old", await Other.FindHashNotStartingWithAsync(["$2b$12$", "$2a$"], default));
        Assert.Equal("old", await Other.FindHashNotStartingWithAsync(["$2b$", "o_d", "%"], default));
        Assert.Null(await Other.FindHashNotStartingWithAsync(["$2b$12$", "old"], default));
        Assert.NotNull(await Other.FindHashNotStartingWithAsync([], default));
    }

    [Fact]
    public async Task A_cancelled_call_stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Database.GetByEmailAsync("arthur@camelot.bt", new CancellationToken(canceled: true)));

    private static Knight NewKnight(string email) => new() { Email = email, HashedPassword = "old" };
}
