namespace FastApiUsers.Passwords;

/// <summary>The variants of Argon2, with the numbers of RFC 9106 section 3.1.</summary>
public enum Argon2Type
{
    /// <summary>Memory is read at places that depend on the password: strongest against many guesses, weak against side channels.</summary>
    Argon2d = 0,

    /// <summary>Memory is read at places that do not depend on the password.</summary>
    Argon2i = 1,

    /// <summary>The first half of the first pass is as Argon2i, the rest as Argon2d. The one to use for passwords.</summary>
    Argon2id = 2,
}
