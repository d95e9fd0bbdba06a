using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>What every database of access tokens promises, on SQLite.</summary>
public sealed class AccessTokenDatabaseTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Issued = new(2026, 11, 22, 9, 5, 31, TimeSpan.Zero);

    private TestApp _app = null!;
    private AsyncServiceScope _scope;
    private Knight _user = null!;

    private IAccessTokenDatabase<Guid> Tokens => _scope.ServiceProvider.GetRequiredKeyedService<IAccessTokenDatabase<Guid>>(typeof(Knight));

    private IUserDatabase<Knight, Guid> Users => _scope.ServiceProvider.GetRequiredService<IUserDatabase<Knight, Guid>>();

    public async Task InitializeAsync()
    {
        _app = await Castle.StartAsync();
        _scope = _app.Services.CreateAsyncScope();
        _user = new Knight { Email = "arthur@camelot.bt", HashedPassword = "x" };
        await Users.CreateAsync(_user, default);
    }

    public async Task DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_token_keeps_its_time_to_the_microsecond()
    {
        await Tokens.CreateAsync("token", _user.Id, Issued.AddMicroseconds(673_997), default);

        var token = (await Tokens.GetByTokenAsync("token", null, default))!;

        Assert.Equal(Issued.AddMicroseconds(673_997), token.CreatedAt);
        Assert.Equal(_user.Id, token.UserId);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_token_is_found_unless_it_is_older_than_asked(int microseconds, bool found)
    {
        await Tokens.CreateAsync("token", _user.Id, Issued, default);

        Assert.Equal(found, await Tokens.GetByTokenAsync("token", Issued.AddMicroseconds(microseconds), default) is not null);
    }

    [Fact]
    public async Task A_token_is_found_by_its_exact_text()
    {
        await Tokens.CreateAsync("Token", _user.Id, Issued, default);

        Assert.Null(await Tokens.GetByTokenAsync("token", null, default));
    }

    [Fact]
    public async Task A_removed_token_is_gone_and_removing_it_again_is_no_error()
    {
        await Tokens.CreateAsync("token", _user.Id, Issued, default);

        await Tokens.DeleteAsync("token", default);
        await Tokens.DeleteAsync("token", default);

        Assert.Null(await Tokens.GetByTokenAsync("token", null, default));
    }

    [Fact]
    public async Task The_tokens_of_one_user_are_removed_and_no_others()
    {
        var other = new Knight { Email = "lancelot@camelot.bt", HashedPassword = "x" };
        await Users.CreateAsync(other, default);
        await Tokens.CreateAsync("one", _user.Id, Issued, default);
        await Tokens.CreateAsync("two", _user.Id, Issued, default);
        await Tokens.CreateAsync("three", other.Id, Issued, default);

        await Tokens.DeleteByUserAsync(_user.Id, default);

        Assert.Null(await Tokens.GetByTokenAsync("one", null, default));
        Assert.Null(await Tokens.GetByTokenAsync("two", null, default));
        Assert.NotNull(await Tokens.GetByTokenAsync("three", null, default));
    }

    [Fact]
    public async Task A_token_for_a_deleted_user_is_refused()
    {
        await Users.DeleteAsync(_user, default);

        await Assert.ThrowsAsync<UserNotExistsException>(() => Tokens.CreateAsync("token", _user.Id, Issued, default));
    }
}
