using System.Diagnostics;
using System.Reflection;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Server;

/// <summary>How the reference program is started: where it is, and its settings as environment variables.</summary>
internal static class ReferenceProgram
{
    /// <summary>The program's file, as the build of this project noted it.</summary>
    private static string File => typeof(ReferenceProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ReferenceProgram").Value!;

    public static ProcessStartInfo StartInfo(ServerSettings settings, ServerDatabase database, EventLog events)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [File])
        {
            WorkingDirectory = Path.GetDirectoryName(File),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // What the machine has set for other programs must not choose the port.
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment.Remove("ASPNETCORE_HTTP_PORTS");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Urls"] = "http://127.0.0.1:0";
        start.Environment["Application"] = settings.Application;
        start.Environment["Database__Provider"] = database.Provider;
        start.Environment["ConnectionStrings__Users"] = database.ConnectionString;
        start.Environment["Events__Path"] = settings.EventsPath ?? events.Path;
        start.Environment["FastApiUsers__Compatibility"] = settings.Compatibility.ToString();
        start.Environment["FastApiUsers__Secret"] = settings.Secret;

        // A loaded machine hashes slowly, which is not what is compared.
        start.Environment["FastApiUsers__Hashing__QueueTimeout"] = "00:01:00";
        if (settings.Redis is { } redis)
        {
            start.Environment["Redis__Configuration"] = redis;
            start.Environment["FastApiUsers__Redis__Timeout"] = RedisServer.PatientTimeout;
        }

        if (settings.Provider is { } provider)
        {
            start.Environment["OAuth__Service__AccessTokenEndpoint"] = $"{provider}/token";
            start.Environment["OAuth__Service__ProfileEndpoint"] = $"{provider}/profile";
        }

        if (settings.Sessions is { } sessions)
            start.Environment["Sessions__Store"] = sessions;
        if (settings.TokenStorage is { } storage)
            start.Environment["FastApiUsers__TokenStorage"] = storage;
        return start;
    }
}
