using System.Globalization;
using System.Text;
using FastApiUsers.Emails;

namespace FastApiUsers.Tests.Emails;

public class EmailFuzzTests
{
    private const int Rounds = 60_000;

    // What has a meaning somewhere in the rules, so that random texts come near to them.
    private static readonly string[] Pieces =
    [
        "a", "B", "0", "9", ".", "..", "-", "--", "@", "@b.com", ".com", ".test", "xn--", "xn--zca", "xn--mnchen-3ya", "<", ">",
        "\"", "\\", " ", "\n", "\u001F", "_", "[", "]", "ß", "ς", "Σ", "İ", "é", "\u0301", "e\u0301", "\u0345", "ﬁ", "ｂ", "．",
        "。", "\u200D", "\u200C", "\u00AD", "\uFE0F", "\u3164", "·", "l·l", "א", "׳", "ا", "٠", "۰", "\u0640", "・", "ア", "漢", "각",
        "\u1100", "\u11A8", "क्", "\u037E", "\u1FEF", "\u2488", "\u226E", "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "😀",
        "\U0001D400", "\U000E0100", "\U0010FFFF", "info", "Info", "\uFDFA",
    ];

    [Fact]
    public void No_text_makes_it_throw_and_a_stored_form_is_stored_as_it_is()
    {
        var source = new Lcg(20_240_601);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            accepted += Check(RandomText(source)) ? 1 : 0;
        }

        Assert.True(accepted > Rounds / 100, $"Only {accepted} were accepted: the fuzz does not reach the rules.");
    }

    [Fact]
    public void Every_assigned_character_is_judged_alike_in_all_its_forms()
    {
        for (var codePoint = 0x80; codePoint <= 0x10FFFF; codePoint++)
        {
            if (Rune.TryCreate(codePoint, out var rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherNotAssigned)
            {
                Check($"a{rune}@b.com");
                Check($"a@b{rune}.com");
            }
        }
    }

    [Fact]
    public void Long_input_is_refused_without_much_work()
    {
        foreach (var piece in new[] { "a", ".", "\"", "<", " ", "\uFDFA", "\u0301", "@", "\" <", "xn--", "\uD800" })
        {
            Check(string.Concat(Enumerable.Repeat(piece, 100_000)));
            Check("\"" + string.Concat(Enumerable.Repeat(piece, 2_040 / piece.Length)) + ">");
        }
    }

    private static bool Check(string text)
    {
        var accepted = EmailAddress.TryNormalize(text, out var normalized, out var reason);
        Assert.Equal(accepted, normalized is not null);
        Assert.Equal(accepted, reason is null);
        if (accepted)
        {
            Assert.True(EmailAddress.TryNormalize(normalized, out var again, out _), $"The stored form {Escape(normalized!)} was refused.");
            Assert.Equal(normalized, again);
        }

        return accepted;
    }

    private static string RandomText(Lcg source)
    {
        var text = new StringBuilder();
        if (source.Next(2) == 0)
        {
            text.Append("u@");
        }

        for (var length = source.Next(8) + 1; length > 0; length--)
        {
            text.Append(source.Next(6) == 0 ? ((char)source.Next(0x10000)).ToString() : Pieces[source.Next(Pieces.Length)]);
        }

        return source.Next(2) == 0 ? text.Append(".com").ToString() : text.ToString();
    }

    private static string Escape(string text) => string.Concat(text.Select(character => $"\\u{(int)character:X4}"));

    // Knuth's MMIX generator: the same texts on every run.
    private sealed class Lcg(ulong state)
    {
        public int Next(int limit)
        {
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            return (int)((state >> 33) % (ulong)limit);
        }
    }
}
