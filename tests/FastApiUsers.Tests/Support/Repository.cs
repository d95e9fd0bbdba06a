namespace FastApiUsers.Tests.Support;

/// <summary>Where the sources are. A build for CI maps the paths that the compiler knows, so the folder is looked for.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "FastApiUsers.slnx"))
        ? folder.FullName
        : Find(folder.Parent ?? throw new DirectoryNotFoundException("FastApiUsers.slnx is in no folder above the tests."));
}
