using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>A stored Argon2 hash: <c>$argon2id$v=19$m=65536,t=3,p=4$salt$hash</c>.</summary>
internal sealed record Argon2StoredHash(Argon2Parameters Parameters, byte[] Salt, byte[] Hash)
{
    /// <summary>Reads the form only: the parameters may still be impossible or too expensive.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Argon2StoredHash? stored)
    {
        stored = null;
        if (!PhcString.TryParse(text, out var phc)
            || !TryParseType(phc.Id, out var type)
            || phc.Parameters is not [("m", var memory), ("t", var iterations), ("p", var parallelism)])
        {
            return false;
        }

        var parameters = new Argon2Parameters
        {
            Type = type,
            // A text without a version is from before versions were written, when there was only 1.0.
            Version = (Argon2Version)(phc.Version ?? (int)Argon2Version.Version10),
            MemorySize = memory,
            Iterations = iterations,
            Parallelism = parallelism,
            SaltLength = phc.Salt.Length,
            HashLength = phc.Hash.Length,
        };
        stored = new Argon2StoredHash(parameters, phc.Salt, phc.Hash);
        return true;
    }

    public override string ToString() => new PhcString(
        Parameters.Type switch { Argon2Type.Argon2d => "argon2d", Argon2Type.Argon2i => "argon2i", _ => "argon2id" },
        (int)Parameters.Version,
        [("m", Parameters.MemorySize), ("t", Parameters.Iterations), ("p", Parameters.Parallelism)],
        Salt,
        Hash).ToString();

    private static bool TryParseType(string id, out Argon2Type type)
    {
        Argon2Type? known = id switch
        {
            "argon2d" => Argon2Type.Argon2d,
            "argon2i" => Argon2Type.Argon2i,
            "argon2id" => Argon2Type.Argon2id,
            _ => null,
        };
        type = known.GetValueOrDefault();
        return known is not null;
    }
}
