namespace FastApiUsers.PasswordPolicy;

/// <summary>The words that an attacker who knows the user or the application would try first.</summary>
internal static class ContextWords
{
    /// <summary>A shorter word is in many passwords by chance.</summary>
    public const int MinimumLength = 4;

    // Anybody who registers chooses these texts: the work they cause has an end.
    private const int MaximumWords = 64;
    private const int MaximumTextLength = 256;

    /// <summary>The words of a user: of the local part, of the domain less its last label, which is nobody's, and of the further texts.</summary>
    public static HashSet<string> Of(PasswordSubject subject)
    {
        var at = subject.Email.LastIndexOf('@');
        var local = at < 0 ? subject.Email : subject.Email[..at];
        var labels = at < 0 ? [] : subject.Email[(at + 1)..].Split('.')[..^1];
        var words = Distinct([local, .. labels, .. subject.Words], MaximumWords);
        // The whole address too, since its parts may each be too short to be a word.
        words.Add(Whole(subject.Email));
        words.Add(Whole(string.Join('.', [local, .. labels])));
        words.RemoveWhere(word => word.Length < MinimumLength);
        return words;
    }

    private static string Whole(string text) => string.Concat(FoldedText.Parts(text.AsSpan(0, Math.Min(text.Length, MaximumTextLength))));

    /// <summary>The words of several texts.</summary>
    public static HashSet<string> Distinct(IEnumerable<string> texts, int maximum = int.MaxValue) =>
        texts.SelectMany(In).Take(maximum).ToHashSet(StringComparer.Ordinal);

    /// <summary>The words in a text, folded: its parts, and the whole where it has several.</summary>
    public static IEnumerable<string> In(string text)
    {
        var parts = FoldedText.Parts(text.AsSpan(0, Math.Min(text.Length, MaximumTextLength)));
        return (parts.Count > 1 ? parts.Append(string.Concat(parts)) : parts).Where(word => word.Length >= MinimumLength);
    }
}
