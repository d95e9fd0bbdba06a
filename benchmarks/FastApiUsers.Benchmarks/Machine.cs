using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastApiUsers.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var vectors = Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128
            : 0;
        return $"{Processor()}, {Environment.ProcessorCount} cores, vectors of {vectors} bits, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}";
    }

    private static string Processor()
    {
        const string Source = "/proc/cpuinfo";
        var line = File.Exists(Source)
            ? File.ReadLines(Source).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 2)..] ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
