using System.Diagnostics;
using HotPath.Data;

namespace HotPath.Servers;

/// <summary>What a server tells of itself between the turns.</summary>
internal static class SideRoutes
{
    public const string UsagePath = "/side/usage";
    public const string HashPath = "/side/hash";

    public static void Map(IEndpointRouteBuilder routes, ServerSettings settings)
    {
        routes.MapGet(UsagePath, () => new ServerUsage(
            GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime.TotalMicroseconds, Counter.Trips));
        routes.MapGet(HashPath, (double seconds) => HashAsync(settings.HashCost, TimeSpan.FromSeconds(seconds)));
    }

    // What a sign-in verifies, on a thread of its own as a sign-in does it, and nothing else.
    private static Task<List<double>> HashAsync(HashCost cost, TimeSpan time) => Task.Factory.StartNew(
        () =>
        {
            var hasher = new FastApiUsers.Passwords.Argon2Hasher(cost.Parameters);
            hasher.TryHash(Seed.Password, out var hash);
            var times = new List<double>();
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
            {
                var started = Stopwatch.GetTimestamp();
                hasher.Verify(Seed.Password, hash!);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return times;
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
