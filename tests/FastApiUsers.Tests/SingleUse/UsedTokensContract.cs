using FastApiUsers.Authentication;
using FastApiUsers.Tokens;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>What every store of marks of used tokens promises.</summary>
public abstract class UsedTokensContract
{
    private const int Requests = 50;

    protected static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The store.</summary>
    private protected abstract IUsedTokens Used { get; }

    /// <summary>A lifetime that a test can wait for.</summary>
    private protected virtual TimeSpan ShortLifetime => Lifetime;

    /// <summary>Lets time pass.</summary>
    private protected abstract Task PassAsync(TimeSpan time);

    [Fact]
    public async Task The_first_use_is_told_from_every_later_one()
    {
        var id = NewId();

        Assert.True(await Used.TryUseAsync(id, Lifetime, default));
        Assert.False(await Used.TryUseAsync(id, Lifetime, default));
        Assert.False(await Used.TryUseAsync(id, Lifetime, default));
    }

    [Fact]
    public async Task Ids_are_told_apart_by_each_letter_and_its_case()
    {
        var id = "aZ" + NewId()[2..];

        Assert.True(await Used.TryUseAsync(id, Lifetime, default));
        Assert.True(await Used.TryUseAsync("AZ" + id[2..], Lifetime, default));
        Assert.True(await Used.TryUseAsync("az" + id[2..], Lifetime, default));
        Assert.True(await Used.TryUseAsync(id[..42], Lifetime, default));
        Assert.True(await Used.TryUseAsync(NewId(), Lifetime, default));
        Assert.False(await Used.TryUseAsync(id, Lifetime, default));
    }

    [Fact]
    public async Task Of_fifty_at_once_one_is_the_first()
    {
        var id = NewId();

        Assert.Single(await UseAtOnceAsync(_ => id), true);
    }

    [Fact]
    public async Task Fifty_at_once_with_an_id_each_do_not_hinder_each_other()
    {
        var ids = Enumerable.Range(0, Requests).Select(_ => NewId()).ToArray();

        Assert.DoesNotContain(false, await UseAtOnceAsync(number => ids[number]));
    }

    [Fact]
    public async Task After_its_time_an_id_may_be_used_again_once()
    {
        var id = NewId();
        await Used.TryUseAsync(id, ShortLifetime, default);
        await PassAsync(ShortLifetime);

        Assert.True(await Used.TryUseAsync(id, Lifetime, default));
        Assert.False(await Used.TryUseAsync(id, Lifetime, default));
    }

    [Fact]
    public async Task After_its_time_one_of_fifty_at_once_is_the_first()
    {
        var id = NewId();
        await Used.TryUseAsync(id, ShortLifetime, default);
        await PassAsync(ShortLifetime);

        Assert.Single(await UseAtOnceAsync(_ => id), true);
    }

    [Fact]
    public async Task A_later_use_does_not_change_how_long_the_mark_is_kept()
    {
        var id = NewId();
        await Used.TryUseAsync(id, ShortLifetime, default);
        Assert.False(await Used.TryUseAsync(id, ShortLifetime * 100, default));
        await PassAsync(ShortLifetime);

        Assert.True(await Used.TryUseAsync(id, Lifetime, default));
    }

    [Fact]
    public async Task A_lifetime_of_less_than_a_millisecond_is_one()
    {
        Assert.True(await Used.TryUseAsync(NewId(), TimeSpan.FromTicks(1), default));
        Assert.True(await Used.TryUseAsync(NewId(), TimeSpan.FromMilliseconds(1.5), default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_token_that_is_over_already_is_not_used(int seconds)
    {
        var id = NewId();

        Assert.False(await Used.TryUseAsync(id, TimeSpan.FromSeconds(seconds), default));
        Assert.True(await Used.TryUseAsync(id, Lifetime, default));
    }

    [Fact]
    public async Task A_cancelled_call_stops_and_marks_nothing()
    {
        var id = NewId();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Used.TryUseAsync(id, Lifetime, new CancellationToken(canceled: true)));

        Assert.True(await Used.TryUseAsync(id, Lifetime, default));
    }

    [Fact]
    public async Task An_id_of_nothing_is_refused() => await Assert.ThrowsAnyAsync<ArgumentException>(() => Used.TryUseAsync("", Lifetime, default));

    private protected static string NewId() => OpaqueToken.Generate();

    private async Task<bool[]> UseAtOnceAsync(Func<int, string> id)
    {
        using var start = new Barrier(Requests);
        return await Task.WhenAll(Enumerable.Range(0, Requests).Select(number => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Used.TryUseAsync(id(number), Lifetime, default);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }
}
