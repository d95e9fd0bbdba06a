using FastApiUsers.Authentication;
using FastApiUsers.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Refuses the settings of a JWT backend at start-up, with the setting's name and the mend.</summary>
internal sealed class JwtStrategyOptionsValidator(UserKinds kinds, IHostEnvironment environment) : IValidateOptions<JwtStrategyOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtStrategyOptions options)
    {
        var section = kinds.SectionOfBackend(name);
        List<string> failures = [];
        if (options.Lifetime is { } lifetime && !FastApiUsersOptionsValidator.IsLifetime(lifetime))
            failures.Add($"{section}:Lifetime is not positive, or over 100 years. Set it to a time span, for example 01:00:00.");
        if (options.Audiences.Any(string.IsNullOrEmpty))
            failures.Add($"{section}:Audiences has an empty text. Leave it out for the default.");

        if (!JwtAlgorithm.IsKnown(options.Algorithm))
            failures.Add($"{section}:Algorithm is '{options.Algorithm}'. Set it to one of HS256, HS384, HS512, RS256, ES256 and PS256.");
        else if (options.Secret is null && !JwtAlgorithm.IsHmac(options.Algorithm))
            failures.Add($"{section}:Secret is not set. {options.Algorithm} needs a private key as PEM.");
        else if (options.Secret is not null)
            CheckKey(options, section, failures);

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private void CheckKey(JwtStrategyOptions options, string section, List<string> failures)
    {
        if (JwtAlgorithm.IsHmac(options.Algorithm) && options.Secret!.ByteLength < FastApiUsersOptionsValidator.MinimumSecretBytes && !environment.IsDevelopment())
            failures.Add($"{section}:Secret has {options.Secret.ByteLength} bytes. Set it to at least {FastApiUsersOptionsValidator.MinimumSecretBytes} random bytes.");

        try
        {
            JwtKey.Create(options.Secret!, options.Algorithm, options.PublicKey);
        }
        catch (ArgumentException exception)
        {
            failures.Add($"{section}:Secret or {section}:PublicKey does not fit {options.Algorithm}. {exception.Message}");
        }
    }
}
