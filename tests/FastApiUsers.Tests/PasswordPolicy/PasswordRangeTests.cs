using System.Text;
using FastApiUsers.PasswordPolicy;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>A range is read line by line, and what cannot be read is passed over.</summary>
public sealed class PasswordRangeTests
{
    private const string Suffix = "0018A45C4D1DEF81644B54AB7F969B88D65";
    private const string Other = "00D4F6E8FA6EECAD2A3AA415EEC418D38EC";

    [Theory]
    [InlineData($"{Other}:3\r\n{Suffix}:12\r\n")]
    [InlineData($"{Suffix}:12")]
    [InlineData($"{Other}:3\n{Suffix}:12")]
    [InlineData("0018a45c4d1def81644b54ab7f969b88d65:12\n")]
    [InlineData($"\uFEFF{Suffix}:12\r\n")]
    [InlineData($"\r\n\r\n<html>\r\n:::\r\n{Suffix}\r\n{Suffix}:\r\n{Suffix}:x\r\n{Suffix}:-1\r\n{Suffix}: 7\r\n{Suffix};8\r\n{Suffix}:12:13\r\n{Suffix}:12\r\n")]
    public void The_count_of_a_password_is_found(string range)
    {
        Assert.True(TryCount(range, out var count));
        Assert.Equal(12, count);
    }

    [Theory]
    [InlineData($"{Other}:3\r\n")]
    [InlineData($"{Suffix}:0\r\n")]
    [InlineData($"{Other}:3\r\n{Suffix}:99999999999999999999\r\n")]
    public void What_is_not_in_a_range_or_padding_counts_0(string range)
    {
        Assert.True(TryCount(range, out var count));
        Assert.Equal(0, count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("<html><body>Sign in to this network</body></html>")]
    [InlineData($"{Suffix}")]
    [InlineData("XX18A45C4D1DEF81644B54AB7F969B88D65:12")]
    [InlineData("\0\u00FF\uFFFF")]
    public void Without_a_line_that_can_be_read_it_is_no_range(string range) => Assert.False(TryCount(range, out _));

    private static bool TryCount(string range, out long count) => PasswordRange.TryCount(Encoding.UTF8.GetBytes(range), Suffix, out count);
}
