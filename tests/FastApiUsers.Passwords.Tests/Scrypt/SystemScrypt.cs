using System.Runtime.InteropServices;

namespace FastApiUsers.Passwords.Tests;

/// <summary>scrypt of OpenSSL, as the system has it.</summary>
internal static partial class SystemScrypt
{
    public const string Library = "libcrypto.so.3";

    public static byte[] Hash(byte[] password, byte[] salt, ScryptParameters parameters, int length)
    {
        var output = new byte[length];
        var result = Compute(
            password,
            (nuint)password.Length,
            salt,
            (nuint)salt.Length,
            1UL << parameters.Cost,
            (ulong)parameters.BlockSize,
            (ulong)parameters.Parallelism,
            maximumMemory: 1UL << 31,
            output,
            (nuint)length);
        Assert.Equal(1, result);
        return output;
    }

    [LibraryImport(Library, EntryPoint = "EVP_PBE_scrypt")]
    private static partial int Compute(
        byte[] password,
        nuint passwordLength,
        byte[] salt,
        nuint saltLength,
        ulong count,
        ulong blockSize,
        ulong parallelism,
        ulong maximumMemory,
        byte[] key,
        nuint keyLength);
}
