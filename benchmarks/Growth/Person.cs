using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Tokens;

namespace Growth;

/// <summary>The user of a number: everything about it follows from the number, so that nothing has to be remembered of a million.</summary>
internal readonly record struct Person(int Number)
{
    /// <summary>Has the length of a real one. Nobody signs in with a password here.</summary>
    public const string HashedPassword =
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b1daWKzbYqoNUBgMvnJmEVDcLk";

    public static readonly DateTimeOffset SignedInAt = TimeProvider.System.GetUtcNow();

    /// <summary>Random, as the ids of real users are: neighbours in time are far apart in the index.</summary>
    public Guid Id => new(Digest("id")[..16]);

    public string Email => string.Create(CultureInfo.InvariantCulture, $"user{Number}@example.com");

    public string Token => Base64Url.EncodeToString(Digest("token"));

    public string StoredToken => OpaqueToken.ToStored(Token, TokenStorage.Hashed);

    public GrowthUser ToUser() => new() { Id = Id, Email = Email, HashedPassword = HashedPassword };

    private byte[] Digest(string purpose) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose} {Number}")));
}
