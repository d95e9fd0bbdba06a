namespace HotPath.Servers;

/// <summary>Whose code answers.</summary>
internal enum Side
{
    /// <summary>Code by hand that does no more than it must.</summary>
    Limit,

    /// <summary>This library.</summary>
    Ours,

    /// <summary>ASP.NET Core Identity's <c>MapIdentityApi</c>.</summary>
    Peer,
}
