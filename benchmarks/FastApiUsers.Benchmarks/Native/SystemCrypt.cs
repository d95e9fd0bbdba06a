using System.Runtime.InteropServices;

namespace FastApiUsers.Benchmarks;

/// <summary>crypt(3) of the system, with its working memory kept from call to call.</summary>
internal static unsafe partial class SystemCrypt
{
    // struct crypt_data is 32 KiB, and was 128 KiB in older versions.
    private static readonly void* Data = NativeMemory.AllocZeroed(256 * 1024);

    /// <summary>Hashes a text that ends in NUL.</summary>
    public static nint Hash(byte[] phrase, byte[] setting)
    {
        var result = Compute(phrase, setting, Data);
        return result != 0 ? result : throw new InvalidOperationException("crypt refuses the setting.");
    }

    [LibraryImport("libcrypt.so.1", EntryPoint = "crypt_r")]
    private static partial nint Compute(byte[] phrase, byte[] setting, void* data);
}
