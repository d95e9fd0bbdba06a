using System.Runtime.InteropServices;

namespace FastApiUsers.Passwords.Native;

/// <summary>argon2_context of argon2.h, version 20171227, for the tests and the benchmarks. Flags of zero: neither the password nor the secret is cleared.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct SystemArgon2Context
{
    public const string Library = "libargon2.so.1";

    public byte* Output;
    public uint OutputLength;
    public byte* Password;
    public uint PasswordLength;
    public byte* Salt;
    public uint SaltLength;
    public byte* Secret;
    public uint SecretLength;
    public byte* AssociatedData;
    public uint AssociatedDataLength;
    public uint Iterations;
    public uint Memory;
    public uint Lanes;
    public uint Threads;
    public uint Version;
    public delegate* unmanaged<byte**, nuint, int> Allocate;
    public delegate* unmanaged<byte*, nuint, void> Free;
    public uint Flags;

    [LibraryImport(Library, EntryPoint = "argon2_ctx")]
    public static partial int Compute(SystemArgon2Context* context, int type);
}
