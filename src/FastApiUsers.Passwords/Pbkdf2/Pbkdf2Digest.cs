using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>A hash algorithm that PBKDF2 is used with, and what others call it.</summary>
/// <param name="Name">The name in .NET.</param>
/// <param name="Length">The length of its hash in bytes.</param>
/// <param name="PhcId">The name in PHC strings and in passlib.</param>
/// <param name="DjangoId">The name in Django, which has none for SHA-512.</param>
internal sealed record Pbkdf2Digest(HashAlgorithmName Name, int Length, string PhcId, string? DjangoId)
{
    public static Pbkdf2Digest Sha1 { get; } = new(HashAlgorithmName.SHA1, SHA1.HashSizeInBytes, "pbkdf2", "pbkdf2_sha1");

    public static Pbkdf2Digest Sha256 { get; } = new(HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, "pbkdf2-sha256", "pbkdf2_sha256");

    public static Pbkdf2Digest Sha512 { get; } = new(HashAlgorithmName.SHA512, SHA512.HashSizeInBytes, "pbkdf2-sha512", null);

    /// <summary>All, in the order of the numbers that ASP.NET Core Identity has for them.</summary>
    public static IReadOnlyList<Pbkdf2Digest> All { get; } = [Sha1, Sha256, Sha512];

    public static Pbkdf2Digest? Find(HashAlgorithmName name) => All.FirstOrDefault(digest => digest.Name == name);

    public static Pbkdf2Digest? FindPhc(string id) => All.FirstOrDefault(digest => digest.PhcId == id);

    public static Pbkdf2Digest? FindDjango(string id) => All.FirstOrDefault(digest => digest.DjangoId == id);
}
