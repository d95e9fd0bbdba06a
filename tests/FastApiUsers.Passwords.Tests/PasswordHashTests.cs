namespace FastApiUsers.Passwords.Tests;

public sealed class PasswordHashTests
{
    private static readonly string Long = new('x', 73);

    private static readonly PasswordHash Argon2First = new(Cheap.Argon2, Cheap.Bcrypt);
    private static readonly PasswordHash BcryptFirst = new(Cheap.Bcrypt, Cheap.Argon2);
    private static readonly PasswordHash BcryptOnly = new(Cheap.Bcrypt);

    [Fact]
    public void There_must_be_a_hasher()
    {
        Assert.Throws<ArgumentException>(() => new PasswordHash());
        Assert.Throws<ArgumentException>(() => new PasswordHash(Cheap.Argon2, null!));
        Assert.Throws<ArgumentNullException>(() => new PasswordHash(null!));
    }

    [Fact]
    public void The_first_hasher_makes_new_hashes()
    {
        Assert.StartsWith("$argon2id$", Argon2First.Hash("guinevere"), StringComparison.Ordinal);
        Assert.StartsWith("$2b$", BcryptFirst.Hash("guinevere"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_hasher_makes_the_hash_that_the_first_cannot_hold()
    {
        Assert.StartsWith("$argon2id$", BcryptFirst.Hash(Long), StringComparison.Ordinal);
        Assert.StartsWith("$argon2id$", BcryptFirst.Hash("a\0b"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_no_hasher_can_hold_is_refused_with_the_limits()
    {
        var error = Assert.Throws<PasswordNotHashableException>(() => BcryptOnly.Hash(Long));

        Assert.Contains("73 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 72 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("Argon2Hasher", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Long, error.Message, StringComparison.Ordinal);
        Assert.Throws<PasswordNotHashableException>(() => BcryptOnly.Hash("a\0b"));
    }

    [Fact]
    public void A_current_hash_is_left_alone()
    {
        Assert.Equal(new PasswordVerification(true, null), Argon2First.VerifyAndUpdate("guinevere", Argon2First.Hash("guinevere")));
    }

    [Fact]
    public void A_hash_of_another_hasher_is_replaced_by_one_of_the_current()
    {
        var (verified, updated) = Argon2First.VerifyAndUpdate("guinevere", Cheap.Bcrypt.Hash("guinevere"));

        Assert.True(verified);
        Assert.StartsWith("$argon2id$", updated, StringComparison.Ordinal);
        Assert.Equal(new PasswordVerification(true, null), Argon2First.VerifyAndUpdate("guinevere", updated!));
    }

    [Fact]
    public void A_hash_of_the_current_hasher_with_other_parameters_is_replaced()
    {
        var (verified, updated) = BcryptOnly.VerifyAndUpdate("guinevere", new BcryptHasher(cost: 5).Hash("guinevere"));

        Assert.True(verified);
        Assert.StartsWith("$2b$04$", updated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_password_makes_no_new_hash()
    {
        Assert.Equal(default, Argon2First.VerifyAndUpdate("lancelot", Cheap.Bcrypt.Hash("guinevere")));
    }

    [Fact]
    public void A_hash_is_not_replaced_at_each_login_where_the_current_hasher_cannot_hold_the_password()
    {
        var hash = BcryptFirst.Hash(Long);

        Assert.Equal(new PasswordVerification(true, null), BcryptFirst.VerifyAndUpdate(Long, hash));
    }

    [Fact]
    public void A_hash_with_old_parameters_is_replaced_by_the_next_hasher_where_the_current_cannot_hold_the_password()
    {
        var old = new Argon2Hasher(Cheap.Parameters with { Iterations = 2 }).Hash(Long);

        var (verified, updated) = BcryptFirst.VerifyAndUpdate(Long, old);

        Assert.True(verified);
        Assert.Contains("m=64,t=1,p=2", updated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_that_no_hasher_can_replace_still_verifies()
    {
        // Made elsewhere, with an older version, of the first 72 bytes.
        var foreign = Cheap.Bcrypt.Hash(Long[..72]).Replace("$2b$", "$2y$", StringComparison.Ordinal);

        Assert.Equal(new PasswordVerification(true, null), BcryptOnly.VerifyAndUpdate(Long, foreign));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("plain text")]
    [InlineData("$")]
    [InlineData("$argon2id$")]
    [InlineData("$2b$04$")]
    public void A_missing_or_unknown_hash_matches_no_password(string? hash)
    {
        Assert.Equal(default, Argon2First.VerifyAndUpdate("guinevere", hash));
        Assert.Equal(default, Argon2First.VerifyAndUpdate("", hash));
        Assert.Equal(default, Argon2First.VerifyAndUpdate(hash ?? "", hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" lead and trail ")]
    [InlineData("pässwörd😀")]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    public void Every_text_is_a_password(string password)
    {
        Assert.True(Argon2First.VerifyAndUpdate(password, Argon2First.Hash(password)).Verified);
        Assert.True(BcryptFirst.VerifyAndUpdate(password, BcryptFirst.Hash(password)).Verified);
        Assert.False(Argon2First.VerifyAndUpdate(password, Argon2First.Hash(password + " ")).Verified);
        Assert.False(BcryptFirst.VerifyAndUpdate(password, BcryptFirst.Hash(password + " ")).Verified);
    }

    [Fact]
    public void A_password_is_not_normalised()
    {
        Assert.False(Argon2First.VerifyAndUpdate("e\u0301", Argon2First.Hash("\u00e9")).Verified);
        Assert.False(BcryptFirst.VerifyAndUpdate("e\u0301", BcryptFirst.Hash("\u00e9")).Verified);
    }
}
