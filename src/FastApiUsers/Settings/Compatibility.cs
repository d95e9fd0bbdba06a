namespace FastApiUsers.Settings;

/// <summary>Which answers the library prefers where it differs from FastAPI Users on purpose.</summary>
public enum Compatibility
{
    /// <summary>The safer answers: hashed tokens, JWTs that die with the password, strict tokens.</summary>
    Modern,

    /// <summary>The answers of FastAPI Users, for a deployment that shares its database or clients with a Python one.</summary>
    Original,
}
