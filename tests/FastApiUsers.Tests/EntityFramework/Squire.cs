using FastApiUsers.Users;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>A user with columns of many types, and members that are not all plain properties.</summary>
public class Squire : User<Guid>
{
    public Rank Rank { get; set; }

    public Rank? OldRank { get; set; }

    public int? Age { get; set; }

    public decimal Purse { get; set; }

    public double Weight { get; set; }

    public byte[]? Seal { get; set; }

    public Guid? Horse { get; set; }

    public DateOnly? Born { get; set; }

    public TimeSpan Vigil { get; set; }

    public DateTimeOffset? KnightedAt { get; set; }

    public DateTime? SeenAt { get; set; }

    public string? Motto { get; set; }

    /// <summary>Stored as a text by a converter of the application.</summary>
    public Colours? Colours { get; set; }

    /// <summary>Without a public setter.</summary>
    public string Oath { get; private set; } = Guid.CreateVersion7().ToString();

    /// <summary>In the model of few tests only.</summary>
    public Keep? Castle { get; set; }
}

public sealed class Champion : Squire
{
    public string? Lance { get; set; }
}

public sealed class Keep
{
    public string Name { get; set; } = "";
}

public sealed record Colours(string Field, string Charge);

public enum Rank
{
    Page,
    Squire,
    Knight,
}
