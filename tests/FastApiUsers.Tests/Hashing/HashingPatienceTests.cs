using FastApiUsers.Hashing;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Hashing;

/// <summary>The hashes of one request wait so long in sum, and a scope that lives long is none the worse for it.</summary>
public sealed class HashingPatienceTests
{
    private readonly SteppedTime _time = new();
    private readonly HashingPatience _patience;

    public HashingPatienceTests() => _patience = new HashingPatience(TimeSpan.FromSeconds(5), _time);

    [Fact]
    public void What_was_waited_is_not_waited_again()
    {
        Wait(3);
        Assert.Equal(2, Left);

        Wait(2);
        Assert.Equal(0, Left);
    }

    [Fact]
    public void It_comes_back_with_time_and_is_not_saved_up()
    {
        Wait(3);

        Pass(1);
        Assert.Equal(3, Left);

        Pass(3600);
        Assert.Equal(5, Left);
    }

    [Fact]
    public void A_wait_that_came_to_its_end_late_leaves_nothing_and_no_less()
    {
        Wait(6);

        Assert.Equal(0, Left);
    }

    [Fact]
    public void Two_waits_at_the_same_time_count_once()
    {
        var first = _time.GetTimestamp();
        Pass(1);
        var second = _time.GetTimestamp();
        Pass(1);
        _patience.Spend(first);
        Pass(1);
        _patience.Spend(second);

        Assert.Equal(2, Left);
    }

    [Fact]
    public void A_scope_that_hashes_without_end_and_waits_half_of_the_time_never_runs_out()
    {
        for (var i = 0; i < 1000; i++)
        {
            Wait(2);
            Pass(2);
        }

        Assert.Equal(5, Left);
    }

    private double Left => _patience.Left.TotalSeconds;

    private void Wait(int seconds)
    {
        var since = _time.GetTimestamp();
        Pass(seconds);
        _patience.Spend(since);
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
