using FastApiUsers.Settings;

namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// What a new password must be, bound from <c>FastApiUsers:PasswordPolicy</c>. There are no rules about kinds of characters
/// (NIST SP 800-63B-4 section 3.1.1.2; OWASP ASVS 5.0, 6.2.5), and a password is hashed as it was typed (6.2.8).
/// </summary>
public sealed class PasswordPolicyOptions
{
    private int? _minimumLength;
    private bool? _rejectCommon;
    private bool? _rejectContextWords;

    /// <summary>
    /// How many characters (Unicode code points) a password has at least. NIST SP 800-63B-4 section 3.1.1.2 asks for 8 where the password is
    /// one of two factors, and for 15 where it is the only one: set it to 15 there.
    /// </summary>
    /// <value>The default is 8; 0 with <see cref="Compatibility.Original"/>.</value>
    public int MinimumLength
    {
        get => _minimumLength ?? (IsModern ? 8 : 0);
        set => _minimumLength = value;
    }

    /// <summary>Whether the most common passwords are refused, whatever the case of their letters (OWASP ASVS 5.0, 6.2.4).</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool RejectCommon
    {
        get => _rejectCommon ?? IsModern;
        set => _rejectCommon = value;
    }

    /// <summary>Whether a password is refused that consists mostly of words of the user or of <see cref="ContextWords"/> (OWASP ASVS 5.0, 6.2.11).</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> with <see cref="Compatibility.Original"/>.</value>
    public bool RejectContextWords
    {
        get => _rejectContextWords ?? IsModern;
        set => _rejectContextWords = value;
    }

    /// <summary>Words that an attacker would try here first, such as the names of the product and the company. The name of the host application is always one.</summary>
    /// <value>The default is empty.</value>
    public IList<string> ContextWords { get; } = [];

    /// <summary>The look-up among passwords that were made public by breaches.</summary>
    public BreachedPasswordOptions Breached { get; } = new();

    /// <summary>The preset, read when a value needs it: while options are made, others may not be readable yet.</summary>
    internal Func<Compatibility> Preset { get; set; } = () => Compatibility.Modern;

    /// <summary>The value that was set, as far as one was.</summary>
    internal int? GivenMinimumLength => _minimumLength;

    private bool IsModern => Preset() == Compatibility.Modern;
}
