using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

public sealed class Deviation15ShortSecretsAreRefused
{
    [Theory]
    [InlineData("")]
    [InlineData("SECRET")]
    [InlineData("1234567890123456789012345678901")]
    public async Task A_program_with_a_secret_under_32_bytes_does_not_start_and_names_the_setting(string secret)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var server = await ReferenceServer.StartAsync(new ServerSettings { Secret = secret });
        });
        Assert.Contains("Secret", failure.Message, StringComparison.Ordinal);
        Assert.Contains("32", failure.Message, StringComparison.Ordinal);
    }
}
