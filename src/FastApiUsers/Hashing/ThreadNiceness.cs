using System.Runtime.InteropServices;

namespace FastApiUsers.Hashing;

/// <summary>
/// Makes the calling thread yield to the others. <see cref="Thread.Priority"/> does nothing on Linux; there the niceness of
/// setpriority(2), which the kernel keeps for each thread, does. Elsewhere nothing happens.
/// </summary>
internal static class ThreadNiceness
{
    private const int CallingThread = 0;
    private const int Nice = 10;

    public static void Lower()
    {
        if (!OperatingSystem.IsLinux())
            return;

        try
        {
            // It cannot fail in a way that matters: without it requests and hashes share the processors evenly.
            _ = SetPriority(0, CallingThread, Nice);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name.
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
