namespace FastApiUsers.Authentication;

/// <summary>The authorization policies of the library, for <c>[Authorize(Policy = UserPolicies.Verified)]</c> on controllers, hubs and pages.</summary>
public static class UserPolicies
{
    /// <summary>An active user.</summary>
    public const string Active = "FastApiUsers.Active";

    /// <summary>An active user with a verified e-mail address.</summary>
    public const string Verified = "FastApiUsers.Verified";

    /// <summary>An active superuser.</summary>
    public const string Superuser = "FastApiUsers.Superuser";

    /// <summary>The role that the principal of a superuser has, for <c>[Authorize(Roles = UserPolicies.SuperuserRole)]</c>.</summary>
    public const string SuperuserRole = "superuser";

    /// <summary>The policy of one kind of users, where there are several.</summary>
    /// <typeparam name="TUser">The user's type.</typeparam>
    /// <param name="policy">One of the policies above.</param>
    public static string For<TUser>(string policy) => $"{policy}:{typeof(TUser).Name}";
}
