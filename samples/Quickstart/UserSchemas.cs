using System.ComponentModel.DataAnnotations;
using FastApiUsers.Schemas;

namespace Quickstart;

/// <summary>What answers show of a user.</summary>
public sealed class UserRead : BaseUserRead<Guid>
{
    public string? FirstName { get; set; }
}

/// <summary>The body of a registration.</summary>
public sealed class UserCreate : BaseUserCreate
{
    [MaxLength(100)]
    public string? FirstName { get; set; }
}

/// <summary>The body of a change.</summary>
public sealed class UserUpdate : BaseUserUpdate
{
    [MaxLength(100)]
    public string? FirstName { get; set; }
}
