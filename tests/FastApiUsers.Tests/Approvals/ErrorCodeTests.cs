using System.Reflection;
using FastApiUsers.Errors;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Approvals;

/// <summary>The codes that clients tell errors by are an approved text.</summary>
public sealed class ErrorCodeTests
{
    [Fact]
    public void The_error_codes_are_as_approved()
    {
        var codes = typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Approval.Verify("error-codes.txt", string.Concat(codes.Order(StringComparer.Ordinal).Select(code => code + "\n")));
    }
}
