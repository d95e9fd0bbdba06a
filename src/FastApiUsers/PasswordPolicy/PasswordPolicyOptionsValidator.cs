using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FastApiUsers.PasswordPolicy;

/// <summary>Refuses the settings of one kind of users at start-up, with the setting's name and the mend.</summary>
internal sealed class PasswordPolicyOptionsValidator(string kindName, string section, IHostEnvironment environment) : IValidateOptions<PasswordPolicyOptions>
{
    // OWASP ASVS 5.0, 6.2.9 and NIST SP 800-63B-4 section 3.1.1.2: passwords of 64 characters are permitted.
    private const int LargestMinimum = 64;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, PasswordPolicyOptions options)
    {
        if (name != kindName)
            return ValidateOptionsResult.Skip;

        List<string> failures = [];
        if (options.GivenMinimumLength is < 0 or > LargestMinimum)
            failures.Add($"{section}:MinimumLength is {options.GivenMinimumLength}. Set it to at most {LargestMinimum}, for example to 15, or leave it out.");
        foreach (var word in options.ContextWords.Where(word => !ContextWords.In(word).Any()))
            failures.Add($"{section}:ContextWords has '{word}', which has fewer than {ContextWords.MinimumLength} letters and digits and matches nothing. Take it out.");
        if (options.Breached.Enabled)
            CheckBreached(options.Breached, failures);

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private void CheckBreached(BreachedPasswordOptions options, List<string> failures)
    {
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            failures.Add($"{section}:Breached:Timeout is {options.Timeout}. Set it to more than nothing and at most {LongestTimeout}, for example 00:00:01.");
        if (options.MinimumCount < 1)
            failures.Add($"{section}:Breached:MinimumCount is {options.MinimumCount}. Leave it out, or set it to 1 or more: lines of 0 are padding.");

        if (options.Folder is not null && !Directory.Exists(Path.Combine(environment.ContentRootPath, options.Folder)))
            failures.Add($"{section}:Breached:Folder is '{options.Folder}', which is no folder. Put the range files there, or leave it out to ask {section}:Breached:Endpoint.");

        // Whoever can change the answer on its way can also have every password accepted. The address itself may have a key in it.
        if (options.Folder is null && !IsUsable(options.Endpoint))
            failures.Add($"{section}:Breached:Endpoint is no address to ask. Set it to an https address without a query, or to http on this machine.");
    }

    private static bool IsUsable(Uri endpoint) =>
        endpoint.IsAbsoluteUri && endpoint.Query.Length == 0 && endpoint.Fragment.Length == 0
        && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));
}
