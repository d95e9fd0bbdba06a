using FastApiUsers.Users;

namespace Web;

/// <summary>The user of this application: what the library needs, and a name that others see.</summary>
public sealed class AppUser : User<Guid>
{
    public const int MaximumNameLength = 100;

    public string? DisplayName { get; set; }
}
