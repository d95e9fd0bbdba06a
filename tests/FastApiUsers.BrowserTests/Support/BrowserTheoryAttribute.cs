namespace FastApiUsers.BrowserTests;

/// <summary>Several tests in a browser. Where there is none they are skipped with the reason, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.IsSkipped)
            Skip = Chromium.Missing;
    }
}
