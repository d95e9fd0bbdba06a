using System.Runtime.InteropServices;
using FastApiUsers.Passwords;
using FastApiUsers.Passwords.Native;

namespace FastApiUsers.Benchmarks;

/// <summary>
/// libargon2 with the memory that is handed to it, so that both sides compute on memory which the system has given before. It wipes
/// that memory after each hash, as ours does.
/// </summary>
internal static unsafe partial class SystemArgon2
{
    private static nuint s_bufferLength;
    private static void* s_buffer;

    public static void Hash(byte[] password, byte[] salt, Argon2Parameters parameters, int threads, byte[] output)
    {
        fixed (byte* o = output, p = password, s = salt)
        {
            var context = new SystemArgon2Context
            {
                Output = o,
                OutputLength = (uint)output.Length,
                Password = p,
                PasswordLength = (uint)password.Length,
                Salt = s,
                SaltLength = (uint)salt.Length,
                Iterations = (uint)parameters.Iterations,
                Memory = (uint)parameters.MemorySize,
                Lanes = (uint)parameters.Parallelism,
                Threads = (uint)threads,
                Version = (uint)parameters.Version,
                Allocate = &Allocate,
                Free = &Free,
            };
            if (SystemArgon2Context.Compute(&context, (int)parameters.Type) is var error and not 0)
                throw new InvalidOperationException($"libargon2 answers {error}.");
        }
    }

    // The one buffer, of whole huge pages, touched before it is first used.
    [UnmanagedCallersOnly]
    private static int Allocate(byte** memory, nuint length)
    {
        if (s_bufferLength < length)
        {
            s_buffer = NativeMemory.AlignedAlloc(length, 2 << 20);
            s_bufferLength = length;
            _ = Advise(s_buffer, length, 14); // MADV_HUGEPAGE
            NativeMemory.Clear(s_buffer, length);
        }

        *memory = (byte*)s_buffer;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static void Free(byte* memory, nuint length)
    {
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* memory, nuint length, int advice);
}
