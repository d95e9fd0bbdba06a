using System.Runtime.InteropServices;

namespace FastApiUsers.Passwords.Tests;

/// <summary>The reference implementation of Argon2, as the system has it.</summary>
internal static unsafe partial class SystemArgon2
{
    public const string Library = "libargon2.so.1";

    public static byte[] Hash(byte[] password, byte[] salt, byte[] secret, byte[] associatedData, Argon2Parameters parameters)
    {
        var output = new byte[parameters.HashLength];
        fixed (byte* o = output, p = password, s = salt, k = secret, x = associatedData)
        {
            var context = new Context
            {
                Output = o,
                OutputLength = (uint)output.Length,
                Password = p,
                PasswordLength = (uint)password.Length,
                Salt = s,
                SaltLength = (uint)salt.Length,
                Secret = k,
                SecretLength = (uint)secret.Length,
                AssociatedData = x,
                AssociatedDataLength = (uint)associatedData.Length,
                Iterations = (uint)parameters.Iterations,
                Memory = (uint)parameters.MemorySize,
                Lanes = (uint)parameters.Parallelism,
                Threads = 1,
                Version = (uint)parameters.Version,
            };
            Assert.Equal(0, Compute(&context, (int)parameters.Type));
        }

        return output;
    }

    [LibraryImport(Library, EntryPoint = "argon2_ctx")]
    private static partial int Compute(Context* context, int type);

    // argon2_context of argon2.h
    [StructLayout(LayoutKind.Sequential)]
    private struct Context
    {
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
        public void* Allocate;
        public void* Free;
        public uint Flags;
    }
}
