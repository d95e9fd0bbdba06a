using System.Runtime.InteropServices;

namespace FastApiUsers.Passwords;

/// <summary>
/// Asks Linux to back memory with pages of 2 MiB. A hash touches 64 MiB that it never saw before, and the faults of 16,384 small
/// pages can take longer than the hash itself. It is advice: where it is not taken, only time is lost.
/// </summary>
internal static unsafe class HugePages
{
    /// <summary>The size and alignment of a huge page in bytes, on all but rare configurations of the processors in use.</summary>
    public const nuint Size = 2 << 20;

    // MADV_HUGEPAGE of madvise(2)
    private const int Advice = 14;

    private static readonly delegate* unmanaged<void*, nuint, int, int> MemoryAdvise = FindMemoryAdvise();

    public static void Request(void* memory, nuint length)
    {
        if (MemoryAdvise != null)
            _ = MemoryAdvise(memory, length, Advice);
    }

    // Looked up in the process, which has the C library whatever its file is called.
    private static delegate* unmanaged<void*, nuint, int, int> FindMemoryAdvise() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out var address)
            ? (delegate* unmanaged<void*, nuint, int, int>)address
            : null;
}
