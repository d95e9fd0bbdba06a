namespace FastApiUsers.Tokens;

/// <summary>How an opaque token is kept in a database.</summary>
public enum TokenStorage
{
    /// <summary>As the base64url SHA-256 of itself (43 characters): who reads the table cannot sign in with what is there.</summary>
    Hashed,

    /// <summary>As it is, for sharing the table with FastAPI Users.</summary>
    Plain,
}
