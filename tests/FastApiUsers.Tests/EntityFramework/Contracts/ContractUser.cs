using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>A user with every kind of column.</summary>
public class ContractUser<TId> : Knight<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public DateTimeOffset? KnightedAt { get; set; }

    public DateTime? SeenAt { get; set; }

    public string? Shield { get; set; }
}

public sealed class GuidUser : ContractUser<Guid>;

public sealed class IntUser : ContractUser<int>;

public sealed class LongUser : ContractUser<long>;

public sealed class StringUser : ContractUser<string>;
