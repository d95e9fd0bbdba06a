using System.Text.RegularExpressions;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Architecture;

/// <summary>What a page shows is compiled, and where it points there is something.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Root = Repository.Root;

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)).Select(path => Path.GetRelativePath(Root, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_snippet_is_a_copy_of_its_compiled_file(string page)
    {
        foreach (Match snippet in Snippet().Matches(Read(page)))
        {
            var file = Path.Combine(Path.GetDirectoryName(Path.Combine(Root, page))!, snippet.Groups["file"].Value);
            Assert.True(File.Exists(file), $"{page} shows {snippet.Groups["file"].Value}, which does not exist.");
            AssertIsPartOf(File.ReadAllText(file), snippet.Groups["code"].Value, page);
        }
    }

    [Fact]
    public void The_readme_shows_the_program_that_the_quickstart_is() =>
        Assert.Contains(File.ReadAllText(Path.Combine(Root, "samples", "Quickstart", "Program.cs")).Trim(), Read("README.md"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_relative_link_leads_somewhere(string page)
    {
        foreach (Match link in RelativeLink().Matches(Read(page)))
        {
            var target = Path.Combine(Path.GetDirectoryName(Path.Combine(Root, page))!, link.Groups["target"].Value.Split('#')[0]);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} points to {link.Groups["target"].Value}, which does not exist.");
        }
    }

    // A page leaves out the frame that a file needs to compile: its lines stand in the file in their order.
    private static void AssertIsPartOf(string file, string code, string page)
    {
        var lines = Lines(file);
        var position = -1;
        foreach (var line in Lines(code))
        {
            position = Array.IndexOf(lines, line, position + 1);
            Assert.True(position >= 0, $"{page} shows a line that its file does not have there: {line}");
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"<!-- (?<file>(\.\./)?Snippets/\S+\.cs) -->\s*```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)(?<target>[^)\s]+)\)")]
    private static partial Regex RelativeLink();
}
