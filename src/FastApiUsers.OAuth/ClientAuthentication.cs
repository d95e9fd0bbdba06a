namespace FastApiUsers.OAuth;

/// <summary>How a client proves at the token endpoint who it is (RFC 6749 section 2.3).</summary>
public enum ClientAuthentication
{
    /// <summary>The id and the secret in the body: <c>client_secret_post</c>.</summary>
    Post,

    /// <summary>The id and the secret in the header: <c>client_secret_basic</c>.</summary>
    Basic,

    /// <summary>The id alone: a public client, which PKCE protects.</summary>
    None,
}
