using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users;

/// <summary>What the manager promises to a program that calls it without a request.</summary>
public sealed class UserManagerTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private AsyncServiceScope _scope;

    private UserManager<Knight, Guid> Manager => _scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();

    public async Task InitializeAsync()
    {
        _app = await Castle.StartAsync();
        _scope = _app.Services.CreateAsyncScope();
    }

    public async Task DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task An_address_is_normalised()
    {
        var user = await CreateAsync("Arthur@CAMELOT.bt");
        Assert.Equal("Arthur@camelot.bt", user.Email);

        user = await Manager.UpdateAsync(new KnightUpdate { Email = "King@CAMELOT.bt" }, user);
        Assert.Equal("King@camelot.bt", user.Email);
    }

    [Fact]
    public async Task What_is_no_address_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync("nobody"));
        var user = await CreateAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => Manager.UpdateAsync(new KnightUpdate { Email = "nobody" }, user));
    }

    [Fact]
    public async Task A_program_may_set_what_a_registration_may_not()
    {
        var user = await Manager.CreateAsync(new KnightCreate { Email = UserClient.Email, Password = "guinevere", IsSuperuser = true, IsVerified = true, Seat = "Siege Perilous" });

        Assert.True(user.IsSuperuser);
        Assert.True(user.IsVerified);
        Assert.Equal("Siege Perilous", user.Seat);
    }

    [Fact]
    public async Task A_schema_made_in_code_changes_what_is_not_null_and_what_is_marked()
    {
        var user = await Manager.CreateAsync(new KnightCreate { Email = UserClient.Email, Password = "guinevere", FirstName = "Arthur", Motto = "Onward", Horses = 3 });
        var update = new KnightUpdate { Horses = 4 };
        update.MarkGiven(nameof(KnightUpdate.FirstName));

        user = await Manager.UpdateAsync(update, user);

        Assert.Null(user.FirstName);
        Assert.Equal(("Onward", 4), (user.Motto, user.Horses));
    }

    [Fact]
    public async Task What_does_not_exist_is_told_by_its_exception()
    {
        await Assert.ThrowsAsync<UserNotExistsException>(() => Manager.GetAsync(Guid.Empty));
        await Assert.ThrowsAsync<UserNotExistsException>(() => Manager.GetByEmailAsync("nobody@camelot.bt"));
        Assert.Throws<InvalidIdException>(() => Manager.ParseId("nobody"));
    }

    [Fact]
    public async Task A_user_in_the_wrong_state_is_told_by_its_exception()
    {
        var verified = await Manager.CreateAsync(new KnightCreate { Email = UserClient.Email, Password = "guinevere", IsVerified = true });
        var inactive = await Manager.CreateAsync(new KnightCreate { Email = "inactive@camelot.bt", Password = "guinevere", IsActive = false });

        await Assert.ThrowsAsync<UserAlreadyVerifiedException>(() => Manager.RequestVerifyAsync(verified));
        await Assert.ThrowsAsync<UserInactiveException>(() => Manager.RequestVerifyAsync(inactive));
        await Assert.ThrowsAsync<UserInactiveException>(() => Manager.ForgotPasswordAsync(inactive));
    }

    [Fact]
    public async Task A_password_over_the_limit_is_refused_before_it_is_hashed()
    {
        var refused = await Assert.ThrowsAsync<InvalidPasswordException>(() => Manager.CreateAsync(new KnightCreate { Email = UserClient.Email, Password = new string('x', 4097) }));

        Assert.Contains("4096", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_changes_at_once_are_both_kept()
    {
        var user = await CreateAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        var other = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
        var stale = await other.GetAsync(user.Id);

        await Manager.UpdateAsync(new KnightUpdate { Email = "king@camelot.bt" }, user);
        await other.UpdateAsync(new KnightUpdate { Motto = "Onward", Password = "lady of the lake" }, stale, safe: true);

        var stored = await Manager.GetAsync(user.Id);
        Assert.Equal(("king@camelot.bt", "Onward"), (stored.Email, stored.Motto));
        Assert.NotNull(await Manager.AuthenticateAsync("king@camelot.bt", "lady of the lake"));
    }

    [Fact]
    public async Task A_change_by_a_user_whose_password_was_reset_meanwhile_is_refused()
    {
        var user = await CreateAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        var thief = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
        var stale = await thief.GetAsync(user.Id);

        await Manager.UpdateAsync(new KnightUpdate { Password = "lady of the lake" }, user);

        await Assert.ThrowsAsync<UserChangedException>(() => thief.UpdateAsync(new KnightUpdate { Password = "stolen stolen" }, stale, safe: true));
        Assert.NotNull(await Manager.AuthenticateAsync(UserClient.Email, "lady of the lake"));
    }

    [Fact]
    public async Task A_change_by_a_user_who_was_deactivated_meanwhile_is_refused()
    {
        var user = await CreateAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        var other = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
        var stale = await other.GetAsync(user.Id);

        await Manager.UpdateAsync(new KnightUpdate { IsActive = false }, user);

        await Assert.ThrowsAsync<UserChangedException>(() => other.UpdateAsync(new KnightUpdate { Motto = "Still here" }, stale, safe: true));
    }

    private Task<Knight> CreateAsync(string email = UserClient.Email) => Manager.CreateAsync(new KnightCreate { Email = email, Password = "guinevere" });
}
