using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.PasswordPolicy;

/// <summary>All rules of one kind of users. They are made when a password is judged, so that other requests do not pay for them.</summary>
internal sealed class PasswordRules(IServiceProvider services, string kindName)
{
    /// <summary>The reason of the first rule that refuses the password, or <see langword="null"/>. A password that a rule refuses goes to none after it.</summary>
    public async ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken)
    {
        foreach (var rule in services.GetKeyedServices<IPasswordValidator>(kindName).Concat(services.GetServices<IPasswordValidator>()))
        {
            if (await rule.ValidateAsync(password, subject, cancellationToken).ConfigureAwait(false) is { } reason)
                return reason;
        }

        return null;
    }
}
