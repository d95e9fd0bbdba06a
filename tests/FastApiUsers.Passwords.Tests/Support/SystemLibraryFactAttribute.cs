using System.Runtime.InteropServices;

namespace FastApiUsers.Passwords.Tests;

/// <summary>
/// A test against a library of the system. Where it is missing the test is skipped with the reason, except in CI: there it runs and fails,
/// so that the proof cannot go missing unnoticed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemLibraryFactAttribute : FactAttribute
{
    public SystemLibraryFactAttribute(string library)
    {
        Library = library;
        var isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        if (!isCi && !NativeLibrary.TryLoad(library, out _))
            Skip = $"The system has no {library}.";
    }

    public string Library { get; }
}
