using System.Diagnostics;
using System.Globalization;

namespace FastApiUsers.TestServers;

/// <summary>Ends a server when this process ends, however it ends, and removes its folder.</summary>
internal static class DeathWatch
{
    private const string Script = """
        exec < /dev/null > /dev/null 2>&1
        while [ -d /proc/$0 ] && [ -d /proc/$1 ]; do sleep 1; done
        [ -d /proc/$0 ] && exit
        kill -9 $1
        rm -rf $2
        """;

    public static void Over(int server, string folder)
    {
        var arguments = new[] { Environment.ProcessId, server }.Select(id => id.ToString(CultureInfo.InvariantCulture));
        using var watch = Process.Start("sh", ["-c", Script, .. arguments, folder]);
    }
}
