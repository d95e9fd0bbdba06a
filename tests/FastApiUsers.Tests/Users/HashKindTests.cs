using FastApiUsers.Users;

namespace FastApiUsers.Tests.Users;

/// <summary>Hashes of one algorithm and the same parameters begin alike, up to the salt.</summary>
public sealed class HashKindTests
{
    [Theory]
    [InlineData("$argon2id$v=19$m=65536,t=3,p=4$X9MIa6j5uDWtVVlKsUJDGw$YzlhN2M5ZTBlZGI2", "$argon2id$v=19$m=65536,t=3,p=4$")]
    [InlineData("$argon2i$m=65536,t=3,p=4$X9MIa6j5uDWtVVlKsUJDGw$YzlhN2M5ZTBlZGI2", "$argon2i$m=65536,t=3,p=4$")]
    [InlineData("$2b$12$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S", "$2b$12$")]
    [InlineData("pbkdf2_sha256$1000000$qVGAqbX8zbHW$kYsb1uTZyu0lDbVwGiXCLnVQFGKHGsCcl5hbBjYkYwM=", "pbkdf2_sha256$1000000$")]
    [InlineData("$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk", "$pbkdf2-sha256$29000$")]
    [InlineData("$pbkdf2-sha256$i=600000,l=32$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A", "$pbkdf2-sha256$i=600000,l=32$")]
    [InlineData("scrypt$16384$9wwDXvY6LLQ7$8$5$hGYNzqTOHg0=", "scrypt$16384$")]
    [InlineData("$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD", "$scrypt$ln=16,r=8,p=1$")]
    [InlineData("AQAAAAIAAYagAAAAEKe2yYQnpJqYvXfNuDNpzAFJbnSjLhaTfSLPUUVVq9Ds", "AQAAAAIAAYagAAAAE")]
    [InlineData("AEIm0ZtcXaiFCEBNZTfbDUMDOkdwnkFzXEQO9Dl6+MtiIUpfxmCaU1mqfDKTgQkZrQ==", "A")]
    [InlineData("!RYdzjRxuVhDpmcHKQRhKvQLhZ5IwRYxJmeRbMYKV", "!")]
    [InlineData("!locked$6$rounds=5000$", "!")]
    [InlineData("5f4dcc3b5aa765d61d8327deb882cf99", "")]
    [InlineData("AB4DCC3B5AA765D61D8327DEB882CF99", "")]
    [InlineData("", "")]
    public void It_is_what_stands_before_the_salt(string hash, string kind) => Assert.Equal(kind, HashKind.Of(hash));

    [Fact]
    public void No_beginning_of_Identity_version_2_is_one_of_version_3()
    {
        for (var first = 0; first < 256; first++)
        {
            var version2 = Convert.ToBase64String([0, (byte)first, .. new byte[47]]);
            var version3 = Convert.ToBase64String([1, 0, 0, 0, (byte)first, .. new byte[56]]);

            var beginnings = HashKind.BeginningsOf(version2);
            Assert.Single(beginnings, beginning => version2.StartsWith(beginning, StringComparison.Ordinal));
            Assert.DoesNotContain(beginnings, beginning => version3.StartsWith(beginning, StringComparison.Ordinal));
        }
    }
}
