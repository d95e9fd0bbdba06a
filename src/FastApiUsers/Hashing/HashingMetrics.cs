using System.Diagnostics.Metrics;

namespace FastApiUsers.Hashing;

/// <summary>What the gate measures, on the meter <c>FastApiUsers</c>.</summary>
internal sealed class HashingMetrics
{
    public const string MeterName = "FastApiUsers";

    private readonly UpDownCounter<int> _queue;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _duration;
    private readonly Counter<int> _refusals;

    public HashingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _queue = meter.CreateUpDownCounter<int>("fastapiusers.hashing.queue.length", "{hash}", "Passwords that wait to be hashed.");
        _wait = meter.CreateHistogram<double>("fastapiusers.hashing.wait.duration", "s", "How long a password waited to be hashed.");
        _duration = meter.CreateHistogram<double>("fastapiusers.hashing.duration", "s", "How long a password took to hash.");
        _refusals = meter.CreateCounter<int>("fastapiusers.hashing.refusals", "{hash}", "Passwords that were not hashed because too many waited, or too long.");
    }

    public void Waiting(int change) => Tell(_queue.Add, change);

    public void Waited(TimeSpan time) => Tell(_wait.Record, time.TotalSeconds);

    public void Hashed(TimeSpan time) => Tell(_duration.Record, time.TotalSeconds);

    public void Refused() => Tell(_refusals.Add, 1);

    // Listeners are called on the thread that measures. What one of them throws is its own matter, and must end neither a thread
    // of the gate, and the process with it, nor the sign-in that was measured.
    private static void Tell<T>(Action<T> record, T value)
    {
        try
        {
            record(value);
        }
#pragma warning disable CA1031 // Whatever it is.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
