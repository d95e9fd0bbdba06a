using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>Marks of used tokens in memory.</summary>
public sealed class MemoryUsedTokensTests : UsedTokensContract
{
    private readonly SteppedTime _time = new();
    private readonly MemoryUsedTokens _used;

    public MemoryUsedTokensTests() => _used = new MemoryUsedTokens(_time);

    private protected override IUsedTokens Used => _used;

    private protected override Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_holds_no_more_than_what_still_counts()
    {
        for (var second = 0; second < 10_000; second++)
        {
            await _used.TryUseAsync(NewId(), TimeSpan.FromSeconds(10), default);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(10, _used.Count);
    }

    [Fact]
    public async Task A_mark_that_lives_long_does_not_keep_those_after_it()
    {
        var id = NewId();
        await _used.TryUseAsync(id, TimeSpan.FromDays(1), default);
        for (var i = 0; i < 100; i++)
            await _used.TryUseAsync(NewId(), TimeSpan.FromSeconds(10), default);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(await _used.TryUseAsync(id, TimeSpan.FromDays(1), default));

        Assert.Equal(1, _used.Count);
    }
}
