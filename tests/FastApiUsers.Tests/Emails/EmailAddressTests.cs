using FastApiUsers.Emails;

namespace FastApiUsers.Tests.Emails;

public class EmailAddressTests
{
    [Theory]
    [InlineData("a@b.c")]
    [InlineData("first.last+tag@mail.example.com")]
    [InlineData("foo@example.com")]
    [InlineData("foo@www.example")]
    [InlineData("foo@1.2.3.com")]
    [InlineData("foo@a--b.com")]
    [InlineData("用户@例子.广告")]
    public void An_address_in_its_stored_form_comes_back_as_the_same_instance(string email)
    {
        Assert.True(EmailAddress.TryNormalize(email, out var normalized, out var reason), reason);
        Assert.Same(email, normalized);
    }

    [Theory]
    [InlineData("King.Arthur@Camelot.BT", "King.Arthur@camelot.bt")]
    [InlineData("UPPER@MÜNCHEN.DE", "UPPER@münchen.de")]
    public void The_domain_is_lower_cased_and_the_local_part_is_not(string email, string stored) => AssertStored(stored, email);

    [Theory]
    [InlineData("Postmaster@foo.com", "postmaster@foo.com")]
    [InlineData("INFO@foo.com", "info@foo.com")]
    [InlineData("Infos@foo.com", "Infos@foo.com")]
    public void The_mailbox_names_of_RFC_2142_are_lower_cased(string email, string stored) => AssertStored(stored, email);

    [Theory]
    [InlineData("e\u0301@foo.com", "é@foo.com")]
    [InlineData("foo@cafe\u0301.com", "foo@café.com")]
    [InlineData("\u212Belse@foo.com", "Åelse@foo.com")]
    public void Both_parts_are_stored_in_form_C(string email, string stored)
    {
        if (UnicodeData.CanNormalize)
        {
            AssertStored(stored, email);
        }
        else
        {
            AssertRefused(email);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("foo")]
    [InlineData("foo@")]
    [InlineData("@bar.com")]
    [InlineData("@")]
    [InlineData("a@b@c.com")]
    public void It_has_one_at_sign_with_something_on_both_sides(string email) => AssertRefused(email);

    [Theory]
    [InlineData(".foo@bar.com")]
    [InlineData("foo.@bar.com")]
    [InlineData("foo..bar@bar.com")]
    [InlineData("foo@.bar.com")]
    [InlineData("foo@bar..com")]
    [InlineData("foo@bar.com.")]
    [InlineData("foo@bar.com。")]
    public void Periods_stand_alone_and_inside(string email) => AssertRefused(email);

    [Theory]
    [InlineData("a b@bar.com")]
    [InlineData("a\tb@bar.com")]
    [InlineData("a\0b@bar.com")]
    [InlineData("a(b)@bar.com")]
    [InlineData("a,b@bar.com")]
    [InlineData("a\\b@bar.com")]
    [InlineData("\"a b\"@bar.com")]
    [InlineData("\"a\"@bar.com")]
    [InlineData("a\"b\"@bar.com")]
    [InlineData("a\u037Eb@bar.com")] // Its form C is a semicolon.
    public void The_local_part_is_an_unquoted_dot_atom(string email) => AssertRefused(email);

    [Theory]
    [InlineData("a\u200Bb@bar.com")]
    [InlineData("\u202Efoo@bar.com")]
    [InlineData("a\u00A0b@bar.com")]
    [InlineData("a\u2028b@bar.com")]
    [InlineData("a\u0085b@bar.com")]
    [InlineData("a\uE000b@bar.com")]
    [InlineData("a\uFFFFb@bar.com")]
    [InlineData("a\U000E0041b@bar.com")]
    [InlineData("\u0301foo@bar.com")]
    [InlineData("foo@\u0301bar.com")]
    [InlineData("foo@b\u00ADar.com")]
    public void Characters_that_hide_or_combine_with_what_precedes_are_refused(string email) => AssertRefused(email);

    // Not a theory: an attribute holds its strings in UTF-8, which cannot hold these.
    [Fact]
    public void An_unpaired_surrogate_is_refused()
    {
        foreach (var email in new[]
        {
            "surr\uD800@camelot.bt", "foo\uDC00@bar.com", "\uDC00\uD800@bar.com",
            "foo@b\uD83Dar.com", "foo@bar.com\uD800", "\uD800 <foo@b\uDFFFar.com>",
        })
        {
            AssertRefused(email);
        }
    }

    [Theory]
    [InlineData("foo@-bar.com")]
    [InlineData("foo@bar-.com")]
    [InlineData("foo@bar.-com")]
    [InlineData("foo@bar.com-")]
    [InlineData("foo@ab--cd.com")]
    [InlineData("foo@b_r.com")]
    [InlineData("foo@b/r.com")]
    [InlineData("foo@ bar.com")]
    public void The_domain_is_a_host_name(string email) => AssertRefused(email);

    [Theory]
    [InlineData("foo@bar")]
    [InlineData("foo@127.0.0.1")]
    [InlineData("foo@bar.123")]
    [InlineData("foo@bar.c0")]
    [InlineData("foo@[127.0.0.1]")]
    [InlineData("foo@[IPv6:::1]")]
    [InlineData("foo@[")]
    [InlineData("foo@]")]
    public void The_domain_has_a_top_level(string email) => AssertRefused(email);

    [Theory]
    [InlineData("foo@bar.arpa")]
    [InlineData("foo@bar.invalid")]
    [InlineData("foo@bar.local")]
    [InlineData("foo@BAR.LocalHost")]
    [InlineData("foo@a.bar.onion")]
    [InlineData("foo@bar.test")]
    [InlineData("foo@bar.ｔｅｓｔ")]
    public void Special_use_names_are_refused(string email) => AssertRefused(email);

    [Theory]
    [InlineData("foo@test.com")]
    [InlineData("foo@bar.mytest")]
    [InlineData("foo@local.host")]
    public void Names_that_only_resemble_special_ones_are_accepted(string email) => AssertStored(email, email);

    [Theory]
    [InlineData(248, true)]
    [InlineData(249, false)]
    public void The_local_part_has_no_limit_but_that_of_the_address(int length, bool accepted) =>
        Assert.Equal(accepted, EmailAddress.TryNormalize(new string('a', length) + "@b.com", out _, out _));

    [Theory]
    [InlineData(124, true)]
    [InlineData(125, false)]
    public void The_address_is_measured_in_octets(int length, bool accepted) =>
        Assert.Equal(accepted, EmailAddress.TryNormalize(new string('é', length) + "@b.com", out _, out _));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_label_has_at_most_63_octets(int length, bool accepted) =>
        Assert.Equal(accepted, EmailAddress.TryNormalize("a@" + new string('b', length) + ".com", out _, out _));

    [Theory]
    [InlineData(50, true)]
    [InlineData(60, false)]
    public void A_label_in_Unicode_is_measured_as_A_label(int length, bool accepted) =>
        Assert.Equal(accepted, EmailAddress.TryNormalize("a@ü" + new string('b', length) + ".com", out _, out _));

    [Fact]
    public void The_form_in_A_labels_counts_towards_the_length_of_the_address()
    {
        // The domain has 18 octets in UTF-8 but 43 in A-labels, for "ü" is "xn--tda".
        const string Domain = "@ü.ü.ü.ü.ü.com";
        Assert.True(EmailAddress.TryNormalize(new string('a', 254 - 1 - 43) + Domain, out _, out _));
        Assert.False(EmailAddress.TryNormalize(new string('a', 255 - 1 - 43) + Domain, out _, out _));
    }

    [Fact]
    public void White_space_around_counts_towards_the_limit_of_the_input()
    {
        Assert.True(EmailAddress.TryNormalize(new string(' ', 2041) + "a@b.com", out _, out _));
        Assert.False(EmailAddress.TryNormalize(new string(' ', 2042) + "a@b.com", out _, out _));
    }

    [Fact]
    public void A_reason_never_repeats_the_input()
    {
        foreach (var email in new[] { "zqx", "zqx@", "z qx@b.com", "foo@zqx", "foo@zqx.test", "foo@z_qx.com", "\"zqx\"@b.com" })
        {
            Assert.False(EmailAddress.TryNormalize(email, out _, out var reason));
            Assert.DoesNotContain("zqx", reason, StringComparison.OrdinalIgnoreCase);
            Assert.EndsWith(".", reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Null_is_refused() => Assert.False(EmailAddress.TryNormalize(null, out _, out _));

    [Fact]
    public void An_ordinary_address_costs_no_allocation()
    {
        const string Email = "first.last@mail.example.com";
        EmailAddress.TryNormalize(Email, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            EmailAddress.TryNormalize(Email, out _, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertStored(string stored, string email)
    {
        Assert.True(EmailAddress.TryNormalize(email, out var normalized, out var reason), reason);
        Assert.Equal(stored, normalized);
    }

    private static void AssertRefused(string email)
    {
        Assert.False(EmailAddress.TryNormalize(email, out var normalized, out var reason));
        Assert.Null(normalized);
        Assert.NotEmpty(reason);
    }
}
