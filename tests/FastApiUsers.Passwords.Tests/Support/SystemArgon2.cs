using FastApiUsers.Passwords.Native;

namespace FastApiUsers.Passwords.Tests;

/// <summary>The reference implementation of Argon2, as the system has it.</summary>
internal static unsafe class SystemArgon2
{
    public const string Library = SystemArgon2Context.Library;

    public static byte[] Hash(byte[] password, byte[] salt, byte[] secret, byte[] associatedData, Argon2Parameters parameters)
    {
        var output = new byte[parameters.HashLength];
        fixed (byte* o = output, p = password, s = salt, k = secret, x = associatedData)
        {
            var context = new SystemArgon2Context
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
            Assert.Equal(0, SystemArgon2Context.Compute(&context, (int)parameters.Type));
        }

        return output;
    }
}
