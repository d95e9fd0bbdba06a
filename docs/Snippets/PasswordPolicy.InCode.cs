using FastApiUsers.PasswordPolicy;

namespace Snippets;

internal static class PasswordPolicyInCode
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.Configure<PasswordPolicyOptions>(policy =>
        {
            policy.MinimumLength = 15;
            policy.ContextWords.Add("Camelot");
            policy.Breached.Enabled = true;
        });
    }
}
