namespace FastApiUsers.Passwords.Tests;

public sealed class SystemLibraryFactTests
{
    [Fact]
    public void A_missing_library_skips_with_its_name_unless_in_CI()
    {
        var isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

        var skip = new SystemLibraryFactAttribute("libdoesnotexist.so.0").Skip;

        Assert.Equal(isCi ? null : "The system has no libdoesnotexist.so.0.", skip);
    }
}
