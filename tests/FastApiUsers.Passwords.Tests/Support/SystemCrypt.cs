using System.Runtime.InteropServices;
using System.Text;

namespace FastApiUsers.Passwords.Tests;

/// <summary>crypt(3) of the system.</summary>
internal static unsafe partial class SystemCrypt
{
    public const string Library = "libcrypt.so.1";

    // struct crypt_data is 32 KiB, and was 128 KiB in older versions.
    private const int DataLength = 256 * 1024;

    /// <summary>Hashes the bytes before the first NUL.</summary>
    public static string Hash(byte[] password, string setting)
    {
        var data = NativeMemory.AllocZeroed(DataLength);
        try
        {
            var result = Compute([.. password, 0], [.. Encoding.ASCII.GetBytes(setting), 0], data);
            return Marshal.PtrToStringAnsi(result) ?? throw new InvalidOperationException($"crypt refuses {setting}.");
        }
        finally
        {
            NativeMemory.Free(data);
        }
    }

    [LibraryImport(Library, EntryPoint = "crypt_r")]
    private static partial nint Compute(byte[] phrase, byte[] setting, void* data);
}
