using FastApiUsers.PasswordPolicy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>What is set wrongly stops the start, and the message names the setting and the mend.</summary>
public sealed class PasswordPolicyOptionsTests
{
    [Theory]
    [InlineData("MinimumLength", "-1", "FastApiUsers:PasswordPolicy:MinimumLength is -1. Set it to at most 64")]
    [InlineData("MinimumLength", "65", "FastApiUsers:PasswordPolicy:MinimumLength is 65. Set it to at most 64")]
    [InlineData("ContextWords:0", "", "FastApiUsers:PasswordPolicy:ContextWords has ''")]
    [InlineData("ContextWords:0", "IBM!!", "FastApiUsers:PasswordPolicy:ContextWords has 'IBM!!', which has fewer than 4 letters and digits")]
    [InlineData("Breached:Timeout", "00:00:00", "FastApiUsers:PasswordPolicy:Breached:Timeout is 00:00:00. Set it to")]
    [InlineData("Breached:Timeout", "00:01:01", "FastApiUsers:PasswordPolicy:Breached:Timeout is 00:01:01. Set it to")]
    [InlineData("Breached:MinimumCount", "0", "FastApiUsers:PasswordPolicy:Breached:MinimumCount is 0. Leave it out")]
    [InlineData("Breached:Endpoint", "http://ranges.example.com/", "FastApiUsers:PasswordPolicy:Breached:Endpoint is no address to ask. Set it to an https address")]
    [InlineData("Breached:Endpoint", "range/", "FastApiUsers:PasswordPolicy:Breached:Endpoint is no address to ask. Set it to an https address")]
    [InlineData("Breached:Endpoint", "file:///ranges", "FastApiUsers:PasswordPolicy:Breached:Endpoint is no address to ask. Set it to an https address")]
    [InlineData("Breached:Endpoint", "https://ranges.example.com/?range=", "FastApiUsers:PasswordPolicy:Breached:Endpoint is no address to ask. Set it to an https address")]
    [InlineData("Breached:Folder", "nowhere", "FastApiUsers:PasswordPolicy:Breached:Folder is 'nowhere', which is no folder")]
    public async Task A_setting_that_is_wrong_is_named(string setting, string value, string message)
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(
            () => PolicyApp.StartAsync(new() { ["Breached:Enabled"] = "true", [setting] = value }));

        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_off_may_be_wrong()
    {
        await using var app = await PolicyApp.StartAsync(new() { ["Breached:Folder"] = "nowhere", ["Breached:Endpoint"] = "range/" });

        Assert.Null(await app.ValidateAsync("guinevere"));
    }

    [Fact]
    public async Task The_defaults_are_those_of_the_page()
    {
        await using var app = await PolicyApp.StartAsync();
        var options = app.Services.GetRequiredService<IOptions<PasswordPolicyOptions>>().Value;

        Assert.Equal((8, true, true), (options.MinimumLength, options.RejectCommon, options.RejectContextWords));
        Assert.Empty(options.ContextWords);
        Assert.Equal((false, "https://api.pwnedpasswords.com/range/", null), (options.Breached.Enabled, options.Breached.Endpoint.AbsoluteUri, options.Breached.Folder));
        Assert.Equal((TimeSpan.FromSeconds(1), false, 1), (options.Breached.Timeout, options.Breached.RejectWhenUnavailable, options.Breached.MinimumCount));
    }
}
