namespace FastApiUsers.EntityFrameworkCore;

/// <summary>The names of the tables of one kind of users.</summary>
public sealed class UserTables
{
    /// <summary>The table of users.</summary>
    /// <value>The default is <c>user</c>, as in FastAPI Users.</value>
    public string Users { get; set; } = "user";

    /// <summary>The table of access tokens.</summary>
    /// <value>The default is <c>accesstoken</c>, as in FastAPI Users.</value>
    public string AccessTokens { get; set; } = "accesstoken";
}
