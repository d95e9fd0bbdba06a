using HotPath.Servers;

namespace HotPath.Loads;

/// <summary>What a row does to its server.</summary>
internal interface ILoad
{
    /// <summary>Who makes the requests, as the table says it.</summary>
    string Driver { get; }

    /// <summary>Makes requests for so long.</summary>
    Task<LoadResult> RunAsync(ServerProcess server, TimeSpan time, CancellationToken cancellationToken);

    /// <summary>Makes a number of requests, one after the other, for the count of round trips.</summary>
    Task RunAsync(ServerProcess server, int requests, CancellationToken cancellationToken);
}
