namespace FastApiUsers.Passwords.Tests;

public sealed class PhcStringTests
{
    [Fact]
    public void A_text_is_read_and_written_back_the_same()
    {
        const string text = "$argon2id$v=19$m=65536,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$BYuf6nsWA5zmyuxS0C8BaeQl99zKaq8fCv84Lv5ZS+w";

        Assert.True(PhcString.TryParse(text, out var phc));

        Assert.Equal("argon2id", phc.Id);
        Assert.Equal(19, phc.Version);
        Assert.Equal([("m", 65536), ("t", 3), ("p", 4)], phc.Parameters);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], phc.Salt);
        Assert.Equal(32, phc.Hash.Length);
        Assert.Equal(text, phc.ToString());
    }

    [Fact]
    public void The_version_may_be_missing()
    {
        Assert.True(PhcString.TryParse("$scrypt$ln=16$AAAA$AAAA", out var phc));
        Assert.Null(phc.Version);
        Assert.Equal("$scrypt$ln=16$AAAA$AAAA", phc.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    [InlineData("$$$$$")]
    [InlineData("$x$v=1")]
    [InlineData("$x$v=1$a=1")]
    [InlineData("$x$v=1$a=1$AAAA")]
    [InlineData("$x$v=1$a=1$AAAA$AAAA$")]
    [InlineData("$x$v=1$a=1$AAAA$AAAA$AAAA")]
    [InlineData("x$v=1$a=1$AAAA$AAAA")]
    [InlineData(" $x$v=1$a=1$AAAA$AAAA")]
    [InlineData("$x$v=01$a=1$AAAA$AAAA")]
    [InlineData("$x$v=-1$a=1$AAAA$AAAA")]
    [InlineData("$x$v= 1$a=1$AAAA$AAAA")]
    [InlineData("$x$v=99999999999$a=1$AAAA$AAAA")]
    [InlineData("$x$v=1$a=1,$AAAA$AAAA")]
    [InlineData("$x$v=1$a$AAAA$AAAA")]
    [InlineData("$x$v=1$=1$AAAA$AAAA")]
    [InlineData("$x$v=1$a=1=1$AAAA$AAAA")]
    [InlineData("$x$v=1$a=1\0$AAAA$AAAA")]
    [InlineData("$x$v=1$a=\u0661$AAAA$AAAA")] // a digit, but not of ASCII
    [InlineData("$x$v=1$a=1$AAAA=$AAAA")]
    [InlineData("$x$v=1$a=1$AAA=$AAAA")]
    [InlineData("$x$v=1$a=1$AAAA$AAAA\n")]
    [InlineData("$x$v=1$a=1$AA AA$AAAA")]
    [InlineData("$x$v=1$a=1$A$AAAA")]
    [InlineData("$x$v=1$a=1$AAAAA$AAAA")]
    [InlineData("$x$v=1$a=1$AB$AAAA")] // stray bits
    [InlineData("$x$v=1$a=1$AAB$AAAA")] // stray bits
    [InlineData("$x$v=1$a=1$AA-A$AAAA")] // base64url
    [InlineData("$x$v=1$a=1$AAé$AAAA")]
    public void A_text_written_otherwise_is_refused(string text) => Assert.False(PhcString.TryParse(text, out _));

    [Fact]
    public void A_text_longer_than_any_hash_is_refused()
    {
        var head = "$x$a=1$AAAA$";
        var longest = head + new string('A', (PhcString.MaximumLength - head.Length) / 4 * 4);

        Assert.True(PhcString.TryParse(longest, out _));
        Assert.False(PhcString.TryParse(longest + "AAAA", out _));
    }
}
