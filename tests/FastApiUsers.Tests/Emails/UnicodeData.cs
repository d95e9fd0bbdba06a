using System.Text;

namespace FastApiUsers.Tests.Emails;

/// <summary>What the runtime knows: with InvariantGlobalization it cannot normalise, and the addresses that need it are refused.</summary>
internal static class UnicodeData
{
    public static bool CanNormalize { get; } = "e\u0301".Normalize(NormalizationForm.FormC) == "é";
}
