using System.Text.RegularExpressions;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Architecture;

/// <summary>A folder of the library uses only those that stand below it, so there are no circles.</summary>
public sealed partial class FloorTests
{
    // From the ground up.
    private static readonly string[] Floors =
        ["Tokens", "Settings", "Json", "Emails", "Errors", "Schemas", "Hashing", "PasswordPolicy", "Sessions", "Users", "Authentication", "OpenApi", "Routes", "Hosting"];

    public static TheoryData<string> Folders => [.. Floors];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_stands_below_it(string folder)
    {
        var above = Floors[(Array.IndexOf(Floors, folder) + 1)..];

        foreach (var file in Directory.EnumerateFiles(Path.Combine(Source(), folder), "*.cs", SearchOption.AllDirectories))
        {
            var used = Import().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);
            Assert.True(!used.Intersect(above).Any(), $"{file} uses {string.Join(", ", used.Intersect(above))}");
        }
    }

    [Fact]
    public void Each_folder_has_its_floor()
    {
        var folders = Directory.EnumerateDirectories(Source()).Select(path => Path.GetFileName(path)!).Except(["bin", "obj"]);

        Assert.Equal(Floors.Order(), folders.Order());
    }

    private static string Source() => Path.Combine(Repository.Root, "src", "FastApiUsers");

    [GeneratedRegex(@"FastApiUsers\.([A-Z]\w+)")]
    private static partial Regex Import();
}
