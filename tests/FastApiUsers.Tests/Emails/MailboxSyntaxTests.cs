using FastApiUsers.Emails;

namespace FastApiUsers.Tests.Emails;

public class MailboxSyntaxTests
{
    [Theory]
    [InlineData(" foo@bar.com")]
    [InlineData("foo@bar.com ")]
    [InlineData("\r\n\tfoo@bar.com\u00A0\u3000\u0085\u001F")]
    public void White_space_around_the_address_is_dropped(string value) => AssertAddress(value);

    [Theory]
    [InlineData("<foo@bar.com>")]
    [InlineData(" < foo@bar.com > ")]
    [InlineData("Alice <foo@bar.com>")]
    [InlineData("Alice<foo@bar.com>")]
    [InlineData("King  Arthur-1 <foo@bar.com>\n")]
    [InlineData("Élodie ۱² <foo@bar.com>")]
    [InlineData("\"J. R. (Bob)\" <foo@bar.com>")]
    [InlineData("\"Foo \\\" Bar\" <foo@bar.com>")]
    [InlineData("\"a\" <b@c.d> \"e\" <foo@bar.com>")]
    [InlineData("\"line\nbreak\"\n<foo@bar.com>")]
    public void Brackets_and_a_display_name_are_dropped(string value) => AssertAddress(value);

    [Theory]
    [InlineData("Arthur foo@bar.com")]
    [InlineData("J. R. <foo@bar.com>")]
    [InlineData("Alice <foo@bar.com")]
    [InlineData("Alice foo@bar.com>")]
    [InlineData("Alice <>")]
    [InlineData("Alice < >")]
    [InlineData("<<foo@bar.com>>")]
    [InlineData("<foo@bar.com> Alice")]
    [InlineData("<foo@bar.com>, <a@bar.com>")]
    [InlineData("\"\" <foo@bar.com>")]
    [InlineData("\"Alice <foo@bar.com>")]
    [InlineData("A \"B\" <foo@bar.com>")]
    [InlineData("<foo@bar.com\n>")]
    [InlineData("a@b.com <foo@bar.com>")]
    [InlineData("mailto:foo@bar.com")]
    public void Other_forms_are_refused(string value) => Assert.False(EmailAddress.TryNormalize(value, out _, out _));

    private static void AssertAddress(string value)
    {
        Assert.True(EmailAddress.TryNormalize(value, out var normalized, out var reason), reason);
        Assert.Equal("foo@bar.com", normalized);
    }
}
