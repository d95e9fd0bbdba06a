namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// The look-up of new passwords among those that were made public by breaches (NIST SP 800-63B-4 section 3.1.1.2; OWASP ASVS 5.0, 6.2.12),
/// bound from <c>FastApiUsers:PasswordPolicy:Breached</c>.
/// </summary>
/// <remarks>
/// Only the first 5 of the 40 hexadecimal digits of the password's SHA-1 leave the application: they stand for hundreds of breached passwords
/// and for countless others. The answer is padded, so that its length tells nothing.
/// </remarks>
public sealed class BreachedPasswordOptions
{
    /// <summary>The name of the <see cref="HttpClient"/>, for an application that sends it through a proxy: <c>services.AddHttpClient(HttpClientName)</c>.</summary>
    public const string HttpClientName = "FastApiUsers.BreachedPasswords";

    /// <summary>Whether passwords are looked up.</summary>
    /// <value>The default is <see langword="false"/>: it takes a service or a folder of your choice.</value>
    public bool Enabled { get; set; }

    /// <summary>The address of the range service; the 5 digits are appended to its path.</summary>
    /// <value>The default is <c>https://api.pwnedpasswords.com/range/</c>.</value>
    public Uri Endpoint { get; set; } = new("https://api.pwnedpasswords.com/range/");

    /// <summary>A folder of range files, named for the 5 digits (<c>0A1B2</c> or <c>0A1B2.txt</c>), that is read instead of asking <see cref="Endpoint"/>. A relative path begins at the content root.</summary>
    /// <value>The default is <see langword="null"/>: the service is asked.</value>
    public string? Folder { get; set; }

    /// <summary>How long the look-up may take.</summary>
    /// <value>The default is one second.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether a password is refused where it could not be looked up. Otherwise it is accepted and a warning is logged.</summary>
    /// <value>The default is <see langword="false"/>: users can register while the service is down.</value>
    public bool RejectWhenUnavailable { get; set; }

    /// <summary>From how many occurrences in breaches on a password is refused.</summary>
    /// <value>The default is 1.</value>
    public int MinimumCount { get; set; } = 1;
}
