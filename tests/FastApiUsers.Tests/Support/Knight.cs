using System.ComponentModel.DataAnnotations;
using FastApiUsers.Schemas;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.Support;

/// <summary>A user with properties of the application's own.</summary>
public class Knight<TId> : User<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public string? FirstName { get; set; }

    public string Motto { get; set; } = "";

    public int? Horses { get; set; }

    public double? Height { get; set; }

    [SuperuserOnly]
    public string? Seat { get; set; }
}

public sealed class Knight : Knight<Guid>;

public sealed class IntKnight : Knight<int>;

public sealed class LongKnight : Knight<long>;

public sealed class StringKnight : Knight<string>;

public class KnightRead<TId> : BaseUserRead<TId>
{
    public string? FirstName { get; set; }

    public string Motto { get; set; } = "";

    public int? Horses { get; set; }

    public double? Height { get; set; }

    public string? Seat { get; set; }
}

public sealed class KnightRead : KnightRead<Guid>;

public class KnightCreate : BaseUserCreate
{
    [StringLength(20)]
    public string? FirstName { get; set; }

    public string Motto { get; set; } = "";

    [Range(0, 9)]
    public int? Horses { get; set; }

    public string? Seat { get; set; }
}

public class KnightUpdate : BaseUserUpdate
{
    public double? Height { get; set; }

    [StringLength(20)]
    public string? FirstName { get; set; }

    public string? Motto { get; set; }

    [Range(0, 9)]
    public int? Horses { get; set; }

    public string? Seat { get; set; }
}
