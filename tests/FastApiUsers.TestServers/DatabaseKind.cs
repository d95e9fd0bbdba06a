namespace FastApiUsers.TestServers;

/// <summary>The databases that the library is tested on.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,

    /// <summary>Entity Framework Core's own provider without a server: for what a provider that is not relational can hold.</summary>
    InMemory,
}
