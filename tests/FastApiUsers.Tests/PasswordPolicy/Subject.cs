using FastApiUsers.PasswordPolicy;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>Whose password it is.</summary>
internal static class Subject
{
    public static PasswordSubject Arthur { get; } = new("arthur@camelot.bt", []);
}
