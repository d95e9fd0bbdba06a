using FastApiUsers.Users;

namespace HotPath.Data;

/// <summary>The user of all sides: ours, the peer's and the limits'.</summary>
internal sealed class HotPathUser : User<Guid>
{
    /// <summary>What the peer keeps to end sign-ins; in the table of all sides, so that they read the same row.</summary>
    public string? SecurityStamp { get; set; }
}
