namespace FastApiUsers.Passwords;

/// <summary>The versions of Argon2, with the numbers that go into the hash.</summary>
public enum Argon2Version
{
    /// <summary>Version 1.0 (<c>v=16</c>), from before RFC 9106: later passes overwrite memory. Only for old hashes.</summary>
    Version10 = 0x10,

    /// <summary>Version 1.3 (<c>v=19</c>), that of RFC 9106: later passes XOR into memory.</summary>
    Version13 = 0x13,
}
