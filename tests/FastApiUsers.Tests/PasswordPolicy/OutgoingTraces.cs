using System.Collections.Concurrent;
using System.Diagnostics;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>Keeps what the traces of outgoing requests tell, as a collector of traces would.</summary>
internal sealed class OutgoingTraces : IDisposable
{
    private readonly ActivityListener _listener;

    public OutgoingTraces()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                foreach (var tag in activity.TagObjects)
                    Tags.Enqueue($"{tag.Value}");
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<string> Tags { get; } = [];

    public void Dispose() => _listener.Dispose();
}
