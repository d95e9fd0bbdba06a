namespace FastApiUsers.Passwords.Tests;

/// <summary>A user who comes from elsewhere signs in with the hash from there, and has one of Argon2 from then on.</summary>
public sealed class ImportedUserTests
{
    private static readonly IPasswordHasher[] Hashers = [Cheap.Argon2, Cheap.Bcrypt, ImportedHash.Pbkdf2, ImportedHash.Scrypt];

    private static readonly PasswordHash Passwords = new(Cheap.Argon2, ImportedHash.Pbkdf2, ImportedHash.Scrypt);

    [Theory]
    [MemberData(nameof(ImportedHash.OfPbkdf2), MemberType = typeof(ImportedHash))]
    [MemberData(nameof(ImportedHash.OfScrypt), MemberType = typeof(ImportedHash))]
    public void The_first_login_replaces_an_imported_hash_with_one_of_Argon2(string password, string hash)
    {
        var (verified, updated) = Passwords.VerifyAndUpdate(password, hash);

        Assert.True(verified);
        Assert.StartsWith("$argon2id$", updated, StringComparison.Ordinal);
        Assert.Equal(new PasswordVerification(true, null), Passwords.VerifyAndUpdate(password, updated!));
    }

    [Theory]
    [MemberData(nameof(ImportedHash.OfPbkdf2), MemberType = typeof(ImportedHash))]
    [MemberData(nameof(ImportedHash.OfScrypt), MemberType = typeof(ImportedHash))]
    public void A_wrong_password_leaves_an_imported_hash_alone(string password, string hash) =>
        Assert.Equal(default, Passwords.VerifyAndUpdate(password + "x", hash));

    [Fact]
    public void A_hash_belongs_to_one_hasher()
    {
        var imported = ImportedHash.OfPbkdf2.Concat(ImportedHash.OfScrypt).Select(row => (string)row[1]);
        foreach (var hash in Hashers.Select(hasher => hasher.Hash("guinevere")).Concat(imported))
            Assert.Single(Hashers, hasher => hasher.Identify(hash));
    }

    [Fact]
    public void Hashes_of_the_current_hasher_are_left_alone()
    {
        foreach (var hasher in Hashers)
        {
            var passwords = new PasswordHash([hasher, .. Hashers]);
            Assert.Equal(new PasswordVerification(true, null), passwords.VerifyAndUpdate("guinevere", passwords.Hash("guinevere")));
        }
    }

    [Fact]
    public void Those_who_stay_with_PBKDF2_have_imported_hashes_replaced_too()
    {
        var passwords = new PasswordHash(ImportedHash.Pbkdf2, ImportedHash.Scrypt);
        foreach (var hash in new[] { ImportedHash.IdentityVersion3, ImportedHash.DjangoSha256, ImportedHash.DjangoScrypt })
        {
            var (verified, updated) = passwords.VerifyAndUpdate("guinevere", hash);

            Assert.True(verified);
            Assert.StartsWith("$pbkdf2-sha256$i=1000$", updated, StringComparison.Ordinal);
        }
    }
}
