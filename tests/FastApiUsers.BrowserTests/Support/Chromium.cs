namespace FastApiUsers.BrowserTests;

/// <summary>The browser of the system. Playwright would otherwise download its own.</summary>
internal static class Chromium
{
    public const string Missing = "The system has no chromium. test.sh installs it.";

    /// <summary>The program, or <see langword="null"/> where it is not installed.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    /// <summary>Whether tests run without it: in CI they do and fail, so that the proof cannot go missing unnoticed.</summary>
    public static bool IsSkipped => Path is null && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
