namespace FastApiUsers.Passwords.Tests;

/// <summary>Whatever the text of a stored hash, the answer is a "no" and never an exception.</summary>
public sealed class ImportedBrokenHashTests
{
    private const string Alphabet = "$,=./+-_0123456789abcdefilnprstxyzABZ \0\n\t\ud800\udc00é€";

    // No fuzzed count may take long.
    private static readonly Pbkdf2Hasher Pbkdf2 =
        new(new Pbkdf2Parameters { Iterations = 1 }, new Pbkdf2Limits { MaximumIterations = 20_000 });

    private static readonly ScryptHasher Scrypt =
        new(new ScryptParameters { Cost = 1 }, new ScryptLimits { MaximumMemorySize = 1024, MaximumParallelism = 8 });

    private static readonly PasswordHash Hashes = new(Cheap.Argon2, Cheap.Bcrypt, Pbkdf2, Scrypt);

    private static readonly (string Password, string Hash)[] Whole =
    [
        ("guinevere", ImportedHash.IdentityVersion2),
        ("guinevere", ImportedHash.IdentityVersion3),
        ("guinevere", ImportedHash.DjangoSha256),
        ("guinevere", ImportedHash.DjangoScrypt),
        ("password", ImportedHash.PasslibSha256),
        ("password", ImportedHash.PhcSha256WithLength),
        ("password", ImportedHash.ScryptWithSmallBlocks),
        ("guinevere", Pbkdf2.Hash("guinevere")),
        ("guinevere", Scrypt.Hash("guinevere")),
    ];

    [Fact]
    public void Whole_hashes_match() =>
        Assert.All(Whole, whole => Assert.True(Hashes.VerifyAndUpdate(whole.Password, whole.Hash).Verified));

    [Fact]
    public void A_hash_with_one_place_changed_matches_no_more()
    {
        var random = new Deterministic("one place of an imported hash");
        for (var i = 0; i < 4000; i++)
        {
            var (password, hash) = random.Pick<(string, string)>(Whole);
            var broken = Change(random, hash);
            if (broken != hash)
                AssertNo(password, broken);
        }
    }

    [Fact]
    public void A_hash_cut_short_at_any_place_matches_no_more()
    {
        foreach (var (password, hash) in Whole)
        {
            for (var length = 0; length < hash.Length; length++)
            {
                AssertNo(password, hash[..length]);
                AssertNo(password, hash[(length + 1)..]);
            }
        }
    }

    [Fact]
    public void A_hash_with_anything_before_or_behind_it_matches_no_more()
    {
        foreach (var (password, hash) in Whole)
        {
            foreach (var character in Alphabet)
            {
                AssertNo(password, hash + character);
                AssertNo(password, character + hash);
            }
        }
    }

    [Fact]
    public void Garbage_matches_no_password()
    {
        var random = new Deterministic("imported garbage");
        for (var i = 0; i < 8000; i++)
        {
            var prefix = random.Pick(
                "",
                "$pbkdf2",
                "$pbkdf2$",
                "$pbkdf2-sha256$i=",
                "$pbkdf2-sha512$1212$",
                "pbkdf2_sha256$",
                "pbkdf2_sha1$1000$abc$",
                "$scrypt$",
                "$scrypt$ln=4,r=8,p=1$",
                "scrypt$16$",
                "scrypt$16$abc$8$1$");
            AssertNo("guinevere", prefix + random.Text(random.Number(0, 100), Alphabet));
        }
    }

    [Fact]
    public void Random_text_of_the_length_and_alphabet_of_Identity_is_not_taken_for_one_of_its_hashes()
    {
        const string base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var random = new Deterministic("base64");
        for (var i = 0; i < 2000; i++)
        {
            foreach (var length in new[] { 66, 68, 82, 84 })
            {
                Assert.False(Pbkdf2.Identify(random.Text(length, base64)));
                Assert.False(Pbkdf2.Identify("B" + random.Text(length - 2, base64) + "Q=="));
            }
        }
    }

    [Fact]
    public void A_text_of_a_million_characters_matches_no_password()
    {
        string[] heads =
        [
            "", "$", "A", "$pbkdf2-sha256$i=1000$AAAA$", "$pbkdf2$1000$AAAA$", "pbkdf2_sha1$1000$abc$", "pbkdf2_sha1$1000$",
            "$scrypt$ln=4,r=8,p=1$AAAA$", "scrypt$16$abc$8$1$", "scrypt$16$",
        ];
        foreach (var head in heads)
        {
            AssertNo("guinevere", head + new string('A', 1_000_000));
            AssertNo("guinevere", head + new string('$', 1_000_000));
        }
    }

    private static void AssertNo(string password, string hash)
    {
        Assert.True(default == Hashes.VerifyAndUpdate(password, hash), $"Verified: {hash}");

        // Also for whoever asks a hasher without having identified the hash.
        Assert.False(Pbkdf2.Verify(password, hash), hash);
        Assert.False(Scrypt.Verify(password, hash), hash);
        _ = Pbkdf2.NeedsUpdate(hash);
        _ = Scrypt.NeedsUpdate(hash);
    }

    private static string Change(Deterministic random, string hash)
    {
        var place = random.Number(0, hash.Length - 1);
        var text = random.Text(1, Alphabet);
        return random.Number(0, 2) switch
        {
            0 => hash.Remove(place, 1),
            1 => hash.Insert(place, text),
            _ => hash.Remove(place, 1).Insert(place, text),
        };
    }
}
