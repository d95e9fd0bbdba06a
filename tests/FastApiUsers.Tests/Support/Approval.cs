namespace FastApiUsers.Tests.Support;

/// <summary>
/// Compares a text with the approved one in <c>Approved/</c>, so that a change shows in the diff of a commit. Run the tests with
/// <c>APPROVE=true</c> to take what there is as the approved text.
/// </summary>
internal static class Approval
{
    public static void Verify(string name, string text)
    {
        var path = Path.Combine(Repository.Root, "tests", "FastApiUsers.Tests", "Approved", name);
        if (Environment.GetEnvironmentVariable("APPROVE") == "true")
            File.WriteAllText(path, text);

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        var difference = text.Split('\n').Zip(approved.Split('\n')).FirstOrDefault(pair => pair.First != pair.Second);
        Assert.True(
            approved == text,
            $"{name} is not as approved. First difference:\n  now:      {difference.First}\n  approved: {difference.Second}\nIf it is meant, run the tests with APPROVE=true and commit the file.");
    }
}
