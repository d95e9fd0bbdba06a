using FastApiUsers.Authentication;
using FastApiUsers.Settings;
using FastApiUsers.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Refuses settings at start-up, with the setting's name and the mend.</summary>
internal sealed class FastApiUsersOptionsValidator(UserKinds kinds, IHostEnvironment environment) : IValidateOptions<FastApiUsersOptions>
{
    /// <summary>RFC 7518 section 3.2: a key of HS256 has at least 256 bits.</summary>
    internal const int MinimumSecretBytes = 32;

    public ValidateOptionsResult Validate(string? name, FastApiUsersOptions options)
    {
        var section = kinds.SectionOf(name);
        List<string> failures = [];
        if (options.Secret is null)
            failures.Add($"{section}:Secret is not set. {Mend($"{section}:Secret")}");
        CheckSecret(options.Secret, $"{section}:Secret", failures);
        CheckSecret(options.ResetPassword.Secret, $"{section}:ResetPassword:Secret", failures);
        CheckSecret(options.Verification.Secret, $"{section}:Verification:Secret", failures);
        CheckSecret(options.OAuthState.Secret, $"{section}:OAuthState:Secret", failures);
        CheckToken(options.ResetPassword, $"{section}:ResetPassword", failures);
        CheckToken(options.Verification, $"{section}:Verification", failures);
        CheckToken(options.OAuthState, $"{section}:OAuthState", failures);

        if (options.MaximumPasswordBytes <= 0)
            failures.Add($"{section}:MaximumPasswordBytes is not positive. Leave it out, or set it to the bytes that a password may have.");
        foreach (var (setting, isDefined) in new[]
        {
            ("Compatibility", Enum.IsDefined(options.Compatibility)), ("TokenStorage", Enum.IsDefined(options.TokenStorage)), ("ErrorFormat", Enum.IsDefined(options.ErrorFormat)),
        })
        {
            if (!isDefined)
                failures.Add($"{section}:{setting} is not one of its names. See its documentation.");
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static string Mend(string setting) =>
        $"Set it to at least {MinimumSecretBytes} random bytes, for example with the environment variable {setting.Replace(":", "__", StringComparison.Ordinal)}=\"$(openssl rand -base64 32)\".";

    private void CheckSecret(Secret? secret, string setting, List<string> failures)
    {
        if (secret is not null && secret.ByteLength < MinimumSecretBytes && (secret.ByteLength == 0 || !environment.IsDevelopment()))
            failures.Add($"{setting} has {secret.ByteLength} bytes. {Mend(setting)}");
    }

    /// <summary>Whether a time from now can be a token's end.</summary>
    internal static bool IsLifetime(TimeSpan lifetime) => lifetime > TimeSpan.Zero && lifetime <= TimeSpan.FromDays(36_525);

    private static void CheckToken(UserTokenOptions options, string section, List<string> failures)
    {
        if (!IsLifetime(options.Lifetime))
            failures.Add($"{section}:Lifetime is not positive, or over 100 years. Set it to a time span, for example 01:00:00.");
        if (string.IsNullOrEmpty(options.Audience))
            failures.Add($"{section}:Audience is empty. Leave it out for the default.");
    }
}
