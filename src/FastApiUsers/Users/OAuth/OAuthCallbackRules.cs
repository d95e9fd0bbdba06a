using System.Text.Json;

namespace FastApiUsers.Users;

/// <summary>What a sign-in by a provider may do, and what the provider says.</summary>
public sealed record OAuthCallbackRules
{
    internal static OAuthCallbackRules Default { get; } = new();

    /// <summary>Whether an account may be joined with the user who has its e-mail address, where <see cref="IsEmailVerified"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AssociateByEmail { get; init; }

    /// <summary>Whether a new user is verified, where <see cref="IsEmailVerified"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsVerifiedByDefault { get; init; }

    /// <summary>Whether the provider vouches that the person owns the e-mail address.</summary>
    /// <value>The default is <see langword="false"/>: whoever writes somebody else's address into a profile must gain nothing.</value>
    public bool IsEmailVerified { get; init; }

    /// <summary>All that the provider says of the person, for <see cref="UserManager{TUser, TId}.SynchronizeProfile"/>.</summary>
    /// <value>The default is nothing: the hook is not called.</value>
    public JsonElement Profile { get; init; }

    internal bool HasProfile => Profile.ValueKind == JsonValueKind.Object;
}
