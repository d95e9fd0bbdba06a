using System.Globalization;

namespace HotPath.Servers;

internal static class ResidentMemory
{
    /// <summary>What a process has resident, in MiB: VmRSS of proc(5).</summary>
    public static double Of(int process) => File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"))
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .Single();
}
