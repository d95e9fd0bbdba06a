using FastApiUsers.PasswordPolicy;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>OWASP ASVS 5.0, 6.2.11: passwords made of words of the user or the application are refused.</summary>
public sealed class ContextWordTests
{
    private const string OfTheUser = "Password contains your e-mail address or name";
    private const string OfTheService = "Password contains the name of this service";

    [Theory]
    [InlineData("arthur@camelot.bt")]
    [InlineData("arthur123")]
    [InlineData("Arthur.123")]
    [InlineData("a.r.t.h.u.r")]
    [InlineData("arth-urc")]
    [InlineData("arthur!!!!!!!!")]
    [InlineData("Árthür12345")]
    [InlineData("camelot2026")]
    [InlineData("arthur-of-camelot")]
    [InlineData("ＡＲＴＨＵＲ１２")]
    public async Task A_password_that_is_mostly_of_the_address_is_refused(string password) =>
        Assert.Equal(OfTheUser, await ValidateAsync(password, Subject.Arthur));

    [Theory]
    [InlineData("arthur123456")]
    [InlineData("arthur1234567")]
    [InlineData("the sword of arthur stays in the stone")]
    [InlineData("guinevere")]
    [InlineData("........")]
    [InlineData("")]
    public async Task A_password_that_is_mostly_something_else_is_accepted(string password) => Assert.Null(await ValidateAsync(password, Subject.Arthur));

    [Theory]
    [InlineData("pendragon77")]
    [InlineData("ArthurPendragon1")]
    [InlineData("roundtable!")]
    [InlineData("tableround")]
    [InlineData("excaliburexcalibur")]
    [InlineData("obrien42")]
    [InlineData("mueller1")]
    [InlineData("ŁUKASZ99")]
    public async Task The_words_of_a_user_are_all_parts_of_all_texts(string password) => Assert.Equal(
        OfTheUser, await ValidateAsync(password, new("arthur.pendragon+excalibur@mail.round-table.co.bt", ["Bran O'Brien", "Mueller", "łukasz", ""])));

    [Theory]
    [InlineData("king@x.bt", "bt-bt-bt-bt")]
    [InlineData("art@rex.com", "art-and-rex")]
    [InlineData("art@rex.com", "com.com.com")]
    [InlineData("not an address", "guinevere")]
    [InlineData("", "guinevere")]
    [InlineData("@", "guinevere")]
    public async Task A_word_has_at_least_4_characters_and_the_last_label_is_none(string email, string password) =>
        Assert.Null(await ValidateAsync(password, new(email, [])));

    [Theory]
    [InlineData("tintagel99")]
    [InlineData("MyShop2026")]
    [InlineData("our-tintagel")]
    public async Task A_password_that_is_mostly_of_the_application_is_refused(string password) => Assert.Equal(
        OfTheService, await new ContextWordValidator(new() { ContextWords = { "Tintagel" } }, "MyShop.Api").ValidateAsync(password, Subject.Arthur, default));

    [Fact]
    public async Task All_words_of_the_settings_count()
    {
        var options = new PasswordPolicyOptions();
        foreach (var word in Texts.Generate(1000, seed: 3).Append("tintagel"))
            options.ContextWords.Add(word);

        Assert.Equal(OfTheService, await new ContextWordValidator(options, "shop").ValidateAsync("tintagel99", Subject.Arthur, default));
    }

    [Fact]
    public async Task Words_of_both_are_taken_together() => Assert.Equal(
        OfTheService, await new ContextWordValidator(new(), "Tintagel").ValidateAsync("arthur-tintagel-12345678", Subject.Arthur, default));

    [Theory]
    [InlineData("jim@gmail.com", "jim@gmail.com")]
    [InlineData("bob@abc.io", "Bob@abc.io")]
    [InlineData("al@ex.com", "al@ex.com1")]
    [InlineData("jim@ibm.com", "jim.ibm1")]
    public async Task The_address_itself_is_refused_however_short_its_parts(string email, string password) =>
        Assert.Equal(OfTheUser, await ValidateAsync(password, new(email, [])));

    [Fact]
    public async Task It_can_be_turned_off() =>
        Assert.Null(await new ContextWordValidator(new() { RejectContextWords = false }, "shop").ValidateAsync("arthur123", Subject.Arthur, default));

    [Fact]
    public async Task Only_the_first_words_of_a_user_and_the_beginning_of_each_are_looked_at()
    {
        var words = Enumerable.Range(0, 64).Select(i => $"word{i}x").Append("lancelot").ToList();

        Assert.Null(await ValidateAsync("lancelot1", new("a@b.c", words)));
        Assert.NotNull(await ValidateAsync("lancelot1", new("a@b.c", words[1..])));
    }

    [Fact]
    public async Task No_text_makes_it_throw()
    {
        foreach (var text in new[] { "\uD800\uD800\uD800\uD800", "\u0301\u0301\u0301\u0301", "@@@@", "a@", "@b", ".@.", "\0\0\0\0", "𝔄𝔯𝔱𝔥𝔲𝔯" })
            await ValidateAsync(text, new(text, [text]));
    }

    private static ValueTask<string?> ValidateAsync(string password, PasswordSubject subject) =>
        new ContextWordValidator(new(), "testhost").ValidateAsync(password, subject, default);
}
