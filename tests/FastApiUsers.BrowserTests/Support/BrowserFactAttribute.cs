namespace FastApiUsers.BrowserTests;

/// <summary>A test in a browser. Where there is none it is skipped with the reason, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.IsSkipped)
            Skip = Chromium.Missing;
    }
}
