using FastApiUsers.PasswordPolicy;
using Xunit.Abstractions;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>OWASP ASVS 5.0, 6.2.4 and NIST SP 800-63B-4 section 3.1.1.2: common passwords are refused.</summary>
public sealed class CommonPasswordTests(ITestOutputHelper output)
{
    private const string Reason = "Password is one of the most common passwords";

    // From the beginning, the middle and the end of the two lists.
    public static TheoryData<string> Listed =>
    [
        "123456", "password", "12345678", "qwerty", "letmein", "iloveyou", "trustno1", "password1", "passw0rd", "p@ssw0rd", "qwerty123",
        "1q2w3e4r5t", "zaq12wsx", "12345678910", "michael", "jennifer", "administrator", "changeme", "football1", "lancelot", "excalibur",
        "camelot1", "19841984", "12341234", "oleg1985", "strelka", "sasha1998", "vinogradov", "voxstrange", "193570356033", "xpcrew",
    ];

    public static TheoryData<string> Runs => ["aaaaaaaa", "tttttttttttttttt", "abcdefghijkl", "lkjhgfds", "0987654321", "123456789012345", "zyxwvuts", "poiuytrewq"];

    [Theory]
    [MemberData(nameof(Listed))]
    [MemberData(nameof(Runs))]
    public async Task A_common_password_is_refused(string password) => Assert.Equal(Reason, await ValidateAsync(password));

    [Theory]
    [InlineData("PASSWORD")]
    [InlineData("Password1")]
    [InlineData("iLoveYou")]
    [InlineData("P@ssw0rd")]
    public async Task The_case_of_letters_does_not_make_it_another(string password) => Assert.Equal(Reason, await ValidateAsync(password));

    [Theory]
    [InlineData("aaaaaaaa")]
    [InlineData("AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa")]
    [InlineData("        ")]
    [InlineData("%%%%%%%%%%%")]
    [InlineData("éééééééé")]
    [InlineData("🐉🐉🐉🐉🐉🐉🐉🐉")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task One_character_over_and_over_is_refused_whichever_it_is(string password) => Assert.Equal(Reason, await ValidateAsync(password));

    [Theory]
    [InlineData("        a")]
    [InlineData("%%%%%%%%%%%&")]
    [InlineData("🐉🐉🐉🐉🐉🐉🐉🐲")]
    [InlineData("guinevere       ")]
    public async Task One_more_character_makes_it_another_password(string password) => Assert.Null(await ValidateAsync(password));

    [Theory]
    [InlineData("guinevere")]
    [InlineData("correct horse battery staple")]
    [InlineData("password of my grandmother")]
    [InlineData("password ")]
    [InlineData("pässword")]
    [InlineData("ｐａｓｓｗｏｒｄ")]
    [InlineData("")]
    public async Task The_whole_password_is_compared(string password) => Assert.Null(await ValidateAsync(password));

    [Fact]
    public async Task It_can_be_turned_off() =>
        Assert.Null(await new CommonPasswordValidator(new() { RejectCommon = false }).ValidateAsync("password", Subject.Arthur, default));

    [Fact]
    public void There_are_as_many_passwords_as_the_page_says()
    {
        Assert.Equal(57_376, CommonPasswords.Filter.Count);
        BloomFilterTests.AssertIsFilledAsExpected(CommonPasswords.Filter);
    }

    [Fact]
    public void Fewer_than_1_in_50000_others_are_refused() =>
        output.WriteLine($"{BloomFilterTests.AssertFewAreFound(CommonPasswords.Filter, [])} of 1000000");

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        CommonPasswords.Contains("guinevere");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            CommonPasswords.Contains("Password123");

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ValueTask<string?> ValidateAsync(string password) => new CommonPasswordValidator(new()).ValidateAsync(password, Subject.Arthur, default);
}
