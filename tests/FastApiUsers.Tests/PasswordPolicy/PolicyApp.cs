using FastApiUsers.PasswordPolicy;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>An application with the policy of its one kind of users.</summary>
internal static class PolicyApp
{
    public static Task<TestApp> StartAsync(Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? more = null) => TestApp.StartAsync(
        (builder, _) =>
        {
            builder.Services.AddPasswordPolicy("", "FastApiUsers").AddPasswordPolicy("", "FastApiUsers");
            more?.Invoke(builder);
        },
        _ => { },
        settings?.ToDictionary(setting => $"FastApiUsers:PasswordPolicy:{setting.Key}", setting => setting.Value));

    public static async Task<string?> ValidateAsync(
        this TestApp app, string password, PasswordSubject? subject = null, string kind = "", CancellationToken cancellationToken = default)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredKeyedService<PasswordRules>(kind).ValidateAsync(password, subject ?? Subject.Arthur, cancellationToken);
    }
}
