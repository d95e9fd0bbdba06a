namespace FastApiUsers.Passwords;

/// <summary>What the key of an HMAC cannot tell apart.</summary>
internal static class HmacKey
{
    /// <summary>
    /// RFC 2104 section 2 fills a short key with NULs, so that passwords which differ only in NULs at their end have one hash. Such a
    /// password is neither hashed nor verified.
    /// </summary>
    public static bool IsAmbiguous(ReadOnlySpan<byte> password) => password.EndsWith((byte)0);
}
