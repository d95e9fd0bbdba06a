using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>
/// PBKDF2 as ASP.NET Core Identity writes it: bytes in base64, of which the first is the version. There is no prefix to know it by,
/// so every byte that Identity always writes the same is asked for.
/// </summary>
internal static class IdentityHash
{
    private const int SaltLength = 16;
    private const int SubkeyLength = 32;

    // Version 2: the marker, salt and subkey. HMAC-SHA1 and 1000 iterations are not written down.
    private const byte Version2 = 0;
    private const int Version2Length = 1 + SaltLength + SubkeyLength;
    private const int Version2Iterations = 1000;

    // Version 3: the marker, then big-endian the number of the algorithm, the iterations and the length of the salt; salt and subkey.
    private const byte Version3 = 1;
    private const int AlgorithmOffset = 1;
    private const int IterationsOffset = 5;
    private const int SaltLengthOffset = 9;
    private const int SaltOffset = 13;
    private const int Version3Length = SaltOffset + SaltLength + SubkeyLength;

    public static bool TryParse(string text, [NotNullWhen(true)] out Pbkdf2StoredHash? stored)
    {
        stored = null;
        if (PaddedBase64.TryDecode(text, Version2Length, out var bytes))
            stored = bytes[0] == Version2 ? Read(Pbkdf2Digest.Sha1, Version2Iterations, bytes) : null;
        else if (PaddedBase64.TryDecode(text, Version3Length, out bytes))
            stored = bytes[0] == Version3 ? ReadVersion3(bytes) : null;
        return stored is not null;
    }

    private static Pbkdf2StoredHash? ReadVersion3(byte[] bytes)
    {
        var algorithm = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(AlgorithmOffset));
        var iterations = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(IterationsOffset));
        var saltLength = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(SaltLengthOffset));
        return algorithm < Pbkdf2Digest.All.Count && iterations > 0 && saltLength == SaltLength
            ? Read(Pbkdf2Digest.All[(int)algorithm], iterations, bytes)
            : null;
    }

    private static Pbkdf2StoredHash Read(Pbkdf2Digest digest, int iterations, byte[] bytes) =>
        new(digest, iterations, bytes[^(SaltLength + SubkeyLength)..^SubkeyLength], bytes[^SubkeyLength..]);
}
