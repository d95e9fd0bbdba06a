namespace FastApiUsers.Passwords.Tests;

public sealed class BcryptBase64Tests
{
    [Fact]
    public void Bytes_of_any_length_are_written_and_read_back()
    {
        var random = new Deterministic("bcrypt base64");
        for (var length = 0; length < 50; length++)
        {
            var bytes = random.Bytes(length);
            var decoded = new byte[length];

            Assert.True(BcryptBase64.TryDecode(BcryptBase64.Encode(bytes), decoded));
            Assert.Equal(bytes, decoded);
        }
    }

    [Theory]
    [InlineData("......................", true)]
    [InlineData(".....................O", true)] // 16: the last two bits of the salt
    [InlineData("...................../", false)] // 1: past the salt
    [InlineData("....................._", false)]
    [InlineData(".....................é", false)]
    [InlineData(".....................\u0130", false)]
    public void Only_the_alphabet_without_stray_bits_is_read(string text, bool isValid) =>
        Assert.Equal(isValid, BcryptBase64.TryDecode(text, new byte[16]));
}
