namespace FastApiUsers.Passwords.Tests;

/// <summary>Whatever the text of a stored hash, the answer is a "no" and never an exception.</summary>
public sealed class BrokenHashTests
{
    private const string Password = "guinevere";
    private const string Alphabet = "$,=./+-0123456789abcdefimptvxyzABZ \0\n\t\ud800\udc00é€";

    private static readonly PasswordHash Hashes = new(Cheap.Argon2, Cheap.Bcrypt);

    [Fact]
    public void A_hash_with_one_place_changed_matches_no_more()
    {
        var random = new Deterministic("one place");
        var tried = 0;
        while (tried < 3000)
        {
            var hash = random.Pick<IPasswordHasher>(Cheap.Argon2, Cheap.Bcrypt).Hash(Password);
            for (var i = 0; i < 30; i++)
            {
                var broken = Change(random, hash);
                if (broken == hash || IsSynonym(broken, hash))
                    continue;

                AssertNo(broken);
                tried++;
            }
        }
    }

    [Fact]
    public void A_hash_cut_short_at_any_place_matches_no_more()
    {
        foreach (var hash in new[] { Cheap.Argon2.Hash(Password), Cheap.Bcrypt.Hash(Password) })
        {
            for (var length = 0; length < hash.Length; length++)
            {
                AssertNo(hash[..length]);
                AssertNo(hash[(length + 1)..]);
            }
        }
    }

    [Fact]
    public void A_hash_with_anything_before_or_behind_it_matches_no_more()
    {
        foreach (var hash in new[] { Cheap.Argon2.Hash(Password), Cheap.Bcrypt.Hash(Password) })
        {
            foreach (var character in Alphabet)
            {
                AssertNo(hash + character);
                AssertNo(character + hash);
            }
        }
    }

    [Fact]
    public void Garbage_matches_no_password()
    {
        var random = new Deterministic("garbage");
        for (var i = 0; i < 5000; i++)
        {
            var prefix = random.Pick("", "$", "$argon2id$", "$argon2i$v=19$", "$argon2d$v=19$m=64,t=1,p=2$", "$2b$04$", "$2a$", "$2y$05$");
            AssertNo(prefix + random.Text(random.Number(0, 80), Alphabet));
        }
    }

    [Fact]
    public void A_text_of_a_million_characters_matches_no_password()
    {
        AssertNo(new string('$', 1_000_000));
        AssertNo("$argon2id$v=19$m=64,t=1,p=2$AAECAwQFBgcICQoLDA0ODw$" + new string('A', 1_000_000));
        AssertNo("$2b$04$" + new string('.', 1_000_000));
    }

    private static void AssertNo(string hash)
    {
        Assert.True(default == Hashes.VerifyAndUpdate(Password, hash), $"Verified: {hash}");

        // Also for whoever asks a hasher without having identified the hash.
        Assert.False(Cheap.Argon2.Verify(Password, hash), hash);
        Assert.False(Cheap.Bcrypt.Verify(Password, hash), hash);
        _ = Cheap.Argon2.NeedsUpdate(hash);
        _ = Cheap.Bcrypt.NeedsUpdate(hash);
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

    // The versions of bcrypt that name one algorithm.
    private static bool IsSynonym(string changed, string hash) =>
        changed.Length == hash.Length && changed[..3] is "$2a" or "$2y" && changed[3..] == hash[3..];
}
