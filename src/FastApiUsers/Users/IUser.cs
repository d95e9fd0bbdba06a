namespace FastApiUsers.Users;

/// <summary>What the library needs of a user. The type is the application's.</summary>
/// <typeparam name="TId">The type of the id: <see cref="Guid"/>, <see langword="int"/>, <see langword="long"/>, <see langword="string"/> …</typeparam>
public interface IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>The id.</summary>
    TId Id { get; }

    /// <summary>The e-mail address, normalised; its letters' case does not tell users apart.</summary>
    string Email { get; set; }

    /// <summary>The password hash as PHC or crypt text.</summary>
    string HashedPassword { get; set; }

    /// <summary>Whether the user may sign in.</summary>
    bool IsActive { get; set; }

    /// <summary>Whether the user may manage other users.</summary>
    bool IsSuperuser { get; set; }

    /// <summary>Whether the user has shown that the e-mail address is theirs.</summary>
    bool IsVerified { get; set; }
}
