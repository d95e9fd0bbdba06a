using System.Reflection;

namespace FastApiUsers;

/// <summary>Facts about the library.</summary>
public static class FastApiUsersInfo
{
    /// <summary>The version (Semantic Versioning 2.0).</summary>
    public static string Version { get; } =
        typeof(FastApiUsersInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
