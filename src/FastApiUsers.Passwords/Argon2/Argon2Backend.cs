using System.Runtime.Intrinsics;

namespace FastApiUsers.Passwords;

/// <summary>A way to fill the memory on this processor. All of them make the same hash.</summary>
internal abstract class Argon2Backend
{
    /// <summary>Those that this processor supports, the fastest first.</summary>
    public static IReadOnlyList<Argon2Backend> Supported { get; } =
    [
        .. Find<VectorCompression<Argon2Vectors512, Vector512<ulong>>>("vectors of 512 bits"),
        .. Find<VectorCompression<Argon2Vectors256, Vector256<ulong>>>("vectors of 256 bits"),
        .. Find<VectorCompression<Argon2Vectors128, Vector128<ulong>>>("vectors of 128 bits"),
        .. Find<ScalarCompression>("words"),
    ];

    /// <summary>The fastest.</summary>
    public static Argon2Backend Best { get; } = Supported[0];

    /// <summary>Fills the segments of one to four neighbouring lanes in a slice.</summary>
    public abstract void Fill(Argon2Slice slice, int firstLane, int lanes);

    private static Argon2Backend[] Find<TCompression>(string name)
        where TCompression : IArgon2Compression => TCompression.IsSupported ? [new With<TCompression>(name)] : [];

    // One virtual call for each segment; below it the compiler knows the compression.
    private sealed class With<TCompression>(string name) : Argon2Backend
        where TCompression : IArgon2Compression
    {
        public override void Fill(Argon2Slice slice, int firstLane, int lanes) => slice.Fill<TCompression>(firstLane, lanes);

        public override string ToString() => name;
    }
}
