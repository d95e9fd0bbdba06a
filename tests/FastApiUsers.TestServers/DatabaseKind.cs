namespace FastApiUsers.TestServers;

/// <summary>The databases that the library is tested on.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
