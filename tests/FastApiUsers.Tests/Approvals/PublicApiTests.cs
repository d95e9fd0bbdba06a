using System.Reflection;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.OAuth;
using FastApiUsers.Passwords;
using FastApiUsers.Redis;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Approvals;

/// <summary>The public API is an approved text.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Assemblies => ["FastApiUsers", "FastApiUsers.Passwords", "FastApiUsers.OAuth", "FastApiUsers.EntityFrameworkCore", "FastApiUsers.Redis"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_API_is_as_approved(string name)
    {
        Assembly assembly = name switch
        {
            "FastApiUsers" => typeof(FastApiUsersInfo).Assembly,
            "FastApiUsers.Passwords" => typeof(PasswordHelper).Assembly,
            "FastApiUsers.OAuth" => typeof(OAuth2Client).Assembly,
            "FastApiUsers.Redis" => typeof(RedisOptions).Assembly,
            _ => typeof(UserTables).Assembly,
        };

        Approval.Verify($"{name}.txt", PublicApi.Describe(assembly));
    }
}
