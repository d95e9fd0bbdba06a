using System.ComponentModel.DataAnnotations;
using FastApiUsers.Schemas;
using FastApiUsers.Users;

namespace Snippets;

public sealed class Member : User<Guid>
{
    public string DisplayName { get; set; } = "";

    public DateOnly? Birthday { get; set; }

    [SuperuserOnly]
    public string Plan { get; set; } = "free";
}

public sealed class MemberRead : BaseUserRead<Guid>
{
    public string DisplayName { get; set; } = "";

    public DateOnly? Birthday { get; set; }

    public string Plan { get; set; } = "";
}

public sealed class MemberCreate : BaseUserCreate
{
    [StringLength(40, MinimumLength = 2)]
    public required string DisplayName { get; set; }

    public DateOnly? Birthday { get; set; }
}

public sealed class MemberUpdate : BaseUserUpdate
{
    [StringLength(40, MinimumLength = 2)]
    public string? DisplayName { get; set; }

    public DateOnly? Birthday { get; set; }

    public string? Plan { get; set; }
}
