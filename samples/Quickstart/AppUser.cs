using FastApiUsers.Users;

namespace Quickstart;

/// <summary>The user of this application: what the library needs, and a first name.</summary>
public sealed class AppUser : User<Guid>
{
    public string? FirstName { get; set; }
}
