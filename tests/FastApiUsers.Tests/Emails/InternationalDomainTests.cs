using FastApiUsers.Emails;

namespace FastApiUsers.Tests.Emails;

/// <summary>Domains beyond ASCII; the expectations are those of Python's idna package.</summary>
public class InternationalDomainTests
{
    [Theory]
    [InlineData("ｂａｒ.com", "bar.com")]
    [InlineData("bar。com", "bar.com")]
    [InlineData("bar．com", "bar.com")]
    [InlineData("bar｡com", "bar.com")]
    [InlineData("ß.com", "ß.com")]
    [InlineData("STRAẞE.de", "straße.de")]
    [InlineData("ΒΌΛΟΣ.com", "βόλοσ.com")]
    [InlineData("βόλος.com", "βόλος.com")]
    [InlineData("ПРИМЕР.РФ", "пример.рф")]
    [InlineData("x.xn--p1ai", "x.рф")]
    [InlineData("XN--MNCHEN-3YA.de", "münchen.de")]
    [InlineData("xn--zca.com", "ß.com")]
    [InlineData("한국.kr", "한국.kr")]
    [InlineData("a\uFE0F\u034Fb.com", "ab.com")]
    [InlineData("דוגמה.com", "דוגמה.com")]
    public void A_domain_is_mapped_by_UTS_46_and_stored_in_Unicode(string domain, string stored) => AssertStored(domain, stored);

    [Theory]
    [InlineData("\u2460\u24B6\uFB01.com", "1afi.com")]
    [InlineData("\u0130x.com", "i\u0307x.com")]
    [InlineData("\u1FB3.com", "αι.com")]
    [InlineData("x\u03F2.com", "xσ.com")]
    [InlineData("\u1C80.com", "в.com")]
    [InlineData("\uAB70\u13F8.com", "\u13A0\u13F0.com")]
    [InlineData("\uFF76\uFF9E.com", "ガ.com")]
    [InlineData("ตัวอย่าง.com", "ตัวอย่าง.com")]
    [InlineData("उदाहरण.com", "उदाहरण.com")]
    public void Compatibility_characters_fold_to_what_they_stand_for(string domain, string stored)
    {
        if (UnicodeData.CanNormalize)
        {
            AssertStored(domain, stored);
        }
        else
        {
            AssertRefused(domain);
        }
    }

    [Theory]
    [InlineData("♥.com")]
    [InlineData("😀.com")]
    [InlineData("a\u2260b.com")]
    [InlineData("\u2488com.com")] // Maps to "1.".
    [InlineData("a\uFF3Fb.com")] // Maps to a low line.
    [InlineData("\u1FEFa.com")] // Maps to a grave accent.
    [InlineData("a\u0378b.com")] // Unassigned.
    [InlineData("\u1100\u1161\u1176.com")] // Old Hangul.
    [InlineData("ـabc.com")]
    [InlineData("ab--ü.com")]
    [InlineData("xn--ü.com")]
    [InlineData("\u3164.com")]
    public void Code_points_that_RFC_5892_disallows_are_refused(string domain) => AssertRefused(domain);

    [Theory]
    [InlineData("xn--.com")]
    [InlineData("xn--a.com")]
    [InlineData("xn--abc-.com")]
    [InlineData("xn--999999999.com")]
    [InlineData("xn--g6h.com")] // A heart.
    [InlineData("xn--mnchen-3ya0.com")]
    [InlineData("xn--bcher-kva8445foa.com")]
    [InlineData("xn--mi7cb3c.com")] // Fullwidth letters, which are not stable.
    [InlineData("xn---fiqs8s.com")] // Decodes to what encodes to another A-label.
    public void An_A_label_must_encode_a_valid_U_label(string domain) => AssertRefused(domain);

    [Theory]
    [InlineData("l·l.com", true)]
    [InlineData("l·a.com", false)]
    [InlineData("·l.com", false)]
    [InlineData("͵α.com", true)]
    [InlineData("͵a.com", false)]
    [InlineData("א׳.com", true)]
    [InlineData("א״.com", true)]
    [InlineData("׳א.com", false)]
    [InlineData("a・b.com", false)]
    [InlineData("ア・b.com", true)]
    [InlineData("漢・b.com", true)]
    [InlineData("ا٠.com", true)]
    [InlineData("ا٠۰.com", false)]
    public void The_contextual_rules_of_RFC_5892_hold(string domain, bool accepted)
    {
        if (accepted)
        {
            AssertStored(domain, domain);
        }
        else
        {
            AssertRefused(domain);
        }
    }

    [Theory]
    [InlineData("אב.com", true)]
    [InlineData("א1.com", true)]
    [InlineData("א-ב.com", true)]
    [InlineData("1א.com", false)]
    [InlineData("aא.com", false)]
    [InlineData("אa.com", false)]
    [InlineData("אaב.com", false)]
    [InlineData("٠.com", false)]
    [InlineData("ا1٠.com", false)]
    [InlineData("۰۱.com", true)]
    public void The_bidi_rule_of_RFC_5893_holds(string domain, bool accepted)
    {
        if (accepted)
        {
            AssertStored(domain, domain);
        }
        else
        {
            AssertRefused(domain);
        }
    }

    [Theory]
    [InlineData("क्\u200Dष.com")]
    [InlineData("xn--10cl1a0b660p.com")]
    public void Joiners_are_refused_in_any_form(string domain) => AssertRefused(domain);

    // RFC 3492 section 7.1 in lower case, without (A) and (S), which have punctuation, and (H), which is longer than a label.
    [Theory]
    [InlineData("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文")]
    [InlineData("ihqwctvzc91f659drss3x8bo0yb", "他們爲什麽不說中文")]
    [InlineData("proprostnemluvesky-uyb24dma41a", "pročprostěnemluvíčesky")]
    [InlineData("4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית")]
    [InlineData("i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd", "यहलोगहिन्दीक्योंनहींबोलसकतेहैं")]
    [InlineData("n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa", "なぜみんな日本語を話してくれないのか")]
    [InlineData("b1abfaaepdrnnbgefbadotcwatmq2g4l", "почемужеонинеговорятпорусски")]
    [InlineData("porqunopuedensimplementehablarenespaol-fmd56a", "porquénopuedensimplementehablarenespañol")]
    [InlineData("tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g", "tạisaohọkhôngthểchỉnóitiếngviệt")]
    [InlineData("3b-ww4c5e180e575a65lsy2b", "3年b組金八先生")]
    [InlineData("-with-super-monkeys-pc58ag80a8qai00g7n9n", "安室奈美恵-with-super-monkeys")]
    [InlineData("hello-another-way--fc4qua05auwb3674vfr0b", "hello-another-way-それぞれの場所")]
    [InlineData("2-u9tlzr9756bt3uc0v", "ひとつ屋根の下2")]
    [InlineData("majikoi5-783gue6qz075azm5e", "majiでkoiする5秒前")]
    [InlineData("de-jg4avhby1noc0d", "パフィーdeルンバ")]
    [InlineData("d9juau41awczczp", "そのスピードで")]
    public void The_samples_of_RFC_3492_are_decoded(string encoded, string label)
    {
        if (UnicodeData.CanNormalize || encoded is not "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd")
        {
            AssertStored("xn--" + encoded + ".com", label + ".com");
        }
    }

    private static void AssertStored(string domain, string stored)
    {
        Assert.True(EmailAddress.TryNormalize("u@" + domain, out var normalized, out var reason), reason);
        Assert.Equal("u@" + stored, normalized);
    }

    private static void AssertRefused(string domain) => Assert.False(EmailAddress.TryNormalize("u@" + domain, out _, out _));
}
