using FastApiUsers.Authentication;
using FastApiUsers.PasswordPolicy;
using FastApiUsers.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>
/// Looks at all settings together when the program starts: a name that is no setting, and tokens for two purposes that nothing
/// tells apart, because they have one secret and one audience.
/// </summary>
internal sealed class StartUpCheck(
    UserKinds kinds, IEnumerable<SettingsSection> sections, IConfiguration configuration, IOptionsMonitor<FastApiUsersOptions> users, IOptionsMonitor<JwtStrategyOptions> jwts) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in kinds.All)
            CheckNames(kind);
        CheckPurposes();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void CheckNames(UserKind kind)
    {
        var known = SettingsOf(typeof(FastApiUsersOptions));
        known["Backends"] = null;
        known["OAuth"] = null;
        known["PasswordPolicy"] = typeof(PasswordPolicyOptions);
        foreach (var section in sections.Where(section => section.Path.StartsWith(kind.Section + ":", StringComparison.OrdinalIgnoreCase) && !section.Path[(kind.Section.Length + 1)..].Contains(':', StringComparison.Ordinal)))
            known[section.Path[(kind.Section.Length + 1)..]] = section.Options;
        // The settings of another kind of users may stand within these.
        foreach (var other in kinds.All.Where(other => other.Section.StartsWith(kind.Section + ":", StringComparison.OrdinalIgnoreCase)))
            known[other.Section[(kind.Section.Length + 1)..].Split(':')[0]] = null;

        CheckNames(kind.Section, known, "a setting");
        CheckRefreshTokens(kind);
        var backends = kinds.All.Where(other => other.Section == kind.Section).SelectMany(other => other.BackendOptions);
        var clients = kinds.All.Where(other => other.Section == kind.Section).SelectMany(other => other.OAuthClients.Keys).Distinct(StringComparer.OrdinalIgnoreCase);
        CheckNames($"{kind.Section}:OAuth", clients.ToDictionary(client => client, Type? (_) => typeof(OAuthClientOptions), StringComparer.OrdinalIgnoreCase), "an OAuth client");
        CheckNames($"{kind.Section}:Backends", new(backends, StringComparer.OrdinalIgnoreCase), "a backend");
    }

    private void CheckNames(string section, Dictionary<string, Type?> known, string what)
    {
        foreach (var child in configuration.GetSection(section).GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var type))
                throw new OptionsValidationException(section, typeof(FastApiUsersOptions), [$"{child.Path} is not {what}. There are: {string.Join(", ", known.Keys)}."]);
            if (type is not null)
                CheckNames(child.Path, Within(child.Path, SettingsOf(type)), "a setting");
        }
    }

    // The refresh tokens of a backend have settings within those of its strategy.
    private Dictionary<string, Type?> Within(string path, Dictionary<string, Type?> known)
    {
        foreach (var section in sections.Where(section => section.Path.Equals($"{path}:RefreshTokens", StringComparison.OrdinalIgnoreCase)))
            known["RefreshTokens"] = section.Options;
        return known;
    }

    private static void CheckRefreshTokens(UserKind kind)
    {
        if (!kind.HasSessions && kind.Backends.Find(backend => backend.RefreshTransport is not null) is { } backend)
            throw new InvalidOperationException($"The backend '{backend.Name}' has refresh tokens, which need sessions. Call AddSessions().");
    }

    // Each setting with the type of the settings within it, for those that have some.
    private static Dictionary<string, Type?> SettingsOf(Type options) => options.GetProperties().ToDictionary(
        property => property.Name,
        property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) ? property.PropertyType : null,
        StringComparer.OrdinalIgnoreCase);

    private void CheckPurposes()
    {
        var purposes = kinds.All.SelectMany(PurposesOf).ToList();
        foreach (var group in purposes.GroupBy(purpose => (purpose.Secret, purpose.Audience)))
        {
            // Two backends of one kind may take each other's tokens: they mean the same user.
            var different = group.DistinctBy(purpose => purpose.Meaning).ToList();
            if (different.Count > 1)
            {
                throw new OptionsValidationException(
                    different[0].Setting, typeof(FastApiUsersOptions),
                    [$"{different[0].Setting} and {different[1].Setting} have one secret and one audience, '{group.Key.Audience}': a token of one would work as the other. Give each its own audience."]);
            }
        }
    }

    private IEnumerable<Purpose> PurposesOf(UserKind kind)
    {
        var options = users.Get(kind.Name);
        yield return new($"{kind.Section}:ResetPassword:Audience", "reset " + kind.Name, options.ResetPasswordSecret.Reveal(), options.ResetPassword.Audience);
        yield return new($"{kind.Section}:Verification:Audience", "verify " + kind.Name, options.VerificationSecret.Reveal(), options.Verification.Audience);
        yield return new($"{kind.Section}:OAuthState:Audience", "OAuth state " + kind.Name, options.OAuthStateSecret.Reveal(), options.OAuthState.Audience);
        yield return new($"{kind.Section}:OAuthState:Audience", "OAuth code " + kind.Name, options.OAuthStateSecret.Reveal(), options.OAuthCodeAudience);

        foreach (var backend in kind.JwtBackends)
        {
            var jwt = jwts.Get(backend);
            foreach (var audience in jwt.Audiences.DefaultIfEmpty(options.AccessTokenAudience))
                yield return new($"{kind.Section}:Backends:{backend}:Audiences", "access " + kind.Name, (jwt.Secret ?? options.RequiredSecret).Reveal(), audience);
        }
    }

    /// <summary>What a token is for, and what tells it from others. The secret is compared and never shown.</summary>
    private sealed record Purpose(string Setting, string Meaning, string Secret, string Audience);
}
