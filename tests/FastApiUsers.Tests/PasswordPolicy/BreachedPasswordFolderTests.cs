using FastApiUsers.Tests.Support;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>A folder of ranges does the same without the internet.</summary>
public sealed class BreachedPasswordFolderTests : IDisposable
{
    private const string Reason = "Password has appeared in a data breach";

    private readonly string _folder = Directory.CreateTempSubdirectory("ranges-").FullName;

    [Theory]
    [InlineData("")]
    [InlineData(".txt")]
    public async Task A_breached_password_is_refused_and_another_is_not(string extension)
    {
        Write(RangeServer.Breached, extension, RangeServer.RangeOf(RangeServer.Breached, 3));
        Write("a lake without a lady", extension, RangeServer.RangeOf("another", 3));
        await using var app = await StartAsync();

        Assert.Equal(Reason, await app.ValidateAsync(RangeServer.Breached));
        Assert.Null(await app.ValidateAsync("a lake without a lady"));
        Assert.DoesNotContain(app.Log.Lines, line => line.Id == 40);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "Password could not be checked against known data breaches. Try again later")]
    public async Task A_range_without_a_file_is_unavailable(bool reject, string? reason)
    {
        await using var app = await StartAsync(("RejectWhenUnavailable", $"{reject}"));

        Assert.Equal(reason, await app.ValidateAsync(RangeServer.Breached));
        var line = Assert.Single(app.Log.Lines, line => line.Id == 40);
        Assert.DoesNotContain(RangeServer.Hash(RangeServer.Breached)[..5], line.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_empty_file_is_unavailable()
    {
        Write(RangeServer.Breached, "", "");
        await using var app = await StartAsync(("RejectWhenUnavailable", "true"));

        Assert.NotNull(await app.ValidateAsync(RangeServer.Breached));
    }

    [Fact]
    public async Task With_a_folder_nobody_is_asked()
    {
        await using var server = await RangeServer.StartAsync();
        await using var app = await StartAsync(("Endpoint", server.Endpoint));
        await app.ValidateAsync(RangeServer.Breached);

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_the_start()
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("Folder", "no such folder")));

        Assert.Contains("FastApiUsers:PasswordPolicy:Breached:Folder is 'no such folder'", mistake.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string password, string extension, string range) =>
        File.WriteAllText(Path.Combine(_folder, RangeServer.Hash(password)[..5] + extension), range);

    private Task<TestApp> StartAsync(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Breached:Enabled"] = "true", ["Breached:Folder"] = _folder };
        foreach (var (name, value) in settings)
            all["Breached:" + name] = value;
        return PolicyApp.StartAsync(all);
    }
}
