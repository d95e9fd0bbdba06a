using FastApiUsers.PasswordPolicy;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>NIST SP 800-63B-4 section 3.1.1.2: a password has a least length, in code points.</summary>
public sealed class MinimumLengthTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("🐎🐎🐎🐎🐎🐎🐎")]
    public async Task Seven_code_points_are_too_few(string password) =>
        Assert.Equal("Password should be at least 8 characters", await ValidateAsync(password, new()));

    [Theory]
    [InlineData("12345678")]
    [InlineData("        ")]
    [InlineData("🐎🐎🐎🐎🐎🐎🐎🐎")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301")]
    public async Task Eight_code_points_are_enough(string password) => Assert.Null(await ValidateAsync(password, new()));

    [Fact]
    public async Task The_reason_names_the_length_that_is_set() =>
        Assert.Equal("Password should be at least 15 characters", await ValidateAsync("12345678901234", new() { MinimumLength = 15 }));

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_a_character() => Assert.NotNull(await ValidateAsync(new string('\uD83D', 7), new()));

    [Fact]
    public async Task With_0_every_length_is_accepted() => Assert.Null(await ValidateAsync("", new() { MinimumLength = 0 }));

    private static ValueTask<string?> ValidateAsync(string password, PasswordPolicyOptions options) =>
        new MinimumLengthValidator(options).ValidateAsync(password, Subject.Arthur, default);
}
