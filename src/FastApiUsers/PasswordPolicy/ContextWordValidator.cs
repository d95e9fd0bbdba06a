namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// Refuses passwords made mostly of words of the user or the application: where these words, taken together, are more than half of the password's
/// letters and digits. NIST SP 800-63B-4 section 3.1.1.2 has such words and what is derived from them on the list of what is refused, and has the
/// entire password compared: a long one in which a name occurs is accepted.
/// </summary>
internal sealed class ContextWordValidator(PasswordPolicyOptions options, string applicationName) : IPasswordValidator
{
    private readonly bool _isOn = options.RejectContextWords;
    private readonly HashSet<string> _applicationWords = ContextWords.Distinct([.. options.ContextWords, applicationName]);

    public ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_isOn ? Validate(password, subject) : null);

    private string? Validate(string password, PasswordSubject subject)
    {
        var folded = FoldedText.Fold(password);
        var userWords = ContextWords.Of(subject);
        if (IsMostly(folded, userWords))
            return "Password contains your e-mail address or name";

        userWords.UnionWith(_applicationWords);
        return IsMostly(folded, userWords) ? "Password contains the name of this service" : null;
    }

    private static bool IsMostly(string folded, HashSet<string> words)
    {
        var covered = new bool[folded.Length];
        foreach (var word in words)
        {
            for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                covered.AsSpan(at, word.Length).Fill(true);
        }

        return covered.AsSpan().Count(true) * 2 > covered.Length;
    }
}
