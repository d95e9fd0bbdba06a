using FastApiUsers.PasswordPolicy;
using FastApiUsers.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>The rules of a kind of users are asked one after the other, with those of the application at the end.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short", "Password should be at least 8 characters")]
    [InlineData("arthur123", "Password contains your e-mail address or name")]
    [InlineData("testhost1", "Password contains the name of this service")]
    [InlineData("iloveyou", "Password is one of the most common passwords")]
    [InlineData("guinevere", null)]
    public async Task Every_rule_is_asked(string password, string? reason)
    {
        await using var app = await PolicyApp.StartAsync();

        Assert.Equal(reason, await app.ValidateAsync(password));
    }

    [Fact]
    public async Task A_rule_of_the_application_is_asked_at_the_end()
    {
        await using var app = await PolicyApp.StartAsync(more: builder => builder.Services.AddScoped<IPasswordValidator, NoSpaces>());

        Assert.Equal("No spaces, arthur@camelot.bt", await app.ValidateAsync("a lake without a lady"));
        Assert.Equal("Password should be at least 8 characters", await app.ValidateAsync("a b"));
        Assert.Null(await app.ValidateAsync("guinevere"));
    }

    [Fact]
    public async Task A_rule_of_one_kind_is_not_asked_for_another()
    {
        await using var app = await PolicyApp.StartAsync(more: builder => builder.Services
            .AddPasswordPolicy("Squire", "Squires").AddKeyedScoped<IPasswordValidator, NoSpaces>("Squire"));

        Assert.Null(await app.ValidateAsync("a lake without a lady"));
        Assert.NotNull(await app.ValidateAsync("a lake without a lady", kind: "Squire"));
    }

    [Fact]
    public async Task Each_kind_has_its_own_settings()
    {
        await using var app = await PolicyApp.StartAsync(new() { ["MinimumLength"] = "15" }, builder =>
        {
            builder.Configuration["Squires:PasswordPolicy:MinimumLength"] = "10";
            builder.Services.AddPasswordPolicy("Squire", "Squires");
        });

        Assert.Equal("Password should be at least 15 characters", await app.ValidateAsync("guinevere"));
        Assert.Equal("Password should be at least 10 characters", await app.ValidateAsync("guinevere", kind: "Squire"));
    }

    [Fact]
    public async Task Code_wins_over_configuration()
    {
        await using var app = await PolicyApp.StartAsync(
            new() { ["MinimumLength"] = "15" }, builder => builder.Services.Configure<PasswordPolicyOptions>(policy => policy.MinimumLength = 9));

        Assert.Null(await app.ValidateAsync("guinevere"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("password")]
    [InlineData("arthur@camelot.bt")]
    public async Task With_the_preset_of_the_original_there_is_no_policy(string password)
    {
        await using var app = await PolicyApp.StartAsync(more: UseOriginal);

        Assert.Null(await app.ValidateAsync(password));
    }

    [Fact]
    public async Task A_setting_wins_over_the_preset()
    {
        await using var app = await PolicyApp.StartAsync(new() { ["RejectCommon"] = "true" }, UseOriginal);

        Assert.NotNull(await app.ValidateAsync("123456"));
        Assert.Null(await app.ValidateAsync("1x"));
    }

    private static void UseOriginal(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder) =>
        builder.Services.Configure<FastApiUsersOptions>(options => options.Compatibility = Compatibility.Original);

    private sealed class NoSpaces : IPasswordValidator
    {
        public ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken) =>
            ValueTask.FromResult(password.Contains(' ', StringComparison.Ordinal) ? $"No spaces, {subject.Email}" : null);
    }
}
