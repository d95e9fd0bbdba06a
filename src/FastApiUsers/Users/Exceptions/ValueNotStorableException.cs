namespace FastApiUsers.Users;

/// <summary>The database cannot hold a value: nothing was stored. A route answers 422 where the value is one of the request.</summary>
/// <param name="member">The C# name of the property.</param>
/// <param name="reason">What is wrong with the value, for a person to read. It does not repeat the value.</param>
public sealed class ValueNotStorableException(string member, string reason) : FastApiUsersException($"{member} cannot be stored. {reason}")
{
    /// <summary>The C# name of the property.</summary>
    public string Member { get; } = member;

    /// <summary>What is wrong with the value, for a person to read.</summary>
    public string Reason { get; } = reason;
}
