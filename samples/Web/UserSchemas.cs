using System.ComponentModel.DataAnnotations;
using FastApiUsers.Schemas;

namespace Web;

/// <summary>What answers show of a user.</summary>
public sealed class UserRead : BaseUserRead<Guid>
{
    public string? DisplayName { get; set; }
}

/// <summary>The body of a registration.</summary>
public sealed class UserCreate : BaseUserCreate
{
    [MaxLength(AppUser.MaximumNameLength)]
    public string? DisplayName { get; set; }
}

/// <summary>The body of a change.</summary>
public sealed class UserUpdate : BaseUserUpdate
{
    [MaxLength(AppUser.MaximumNameLength)]
    public string? DisplayName { get; set; }
}
