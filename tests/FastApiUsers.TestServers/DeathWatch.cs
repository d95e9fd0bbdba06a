using System.Diagnostics;
using System.Globalization;

namespace FastApiUsers.TestServers;

/// <summary>
/// A shell that ends a server and removes its folder when this process ends, however it does. It learns of that by a pipe whose other
/// end this process alone holds: the system closes it. The number of a process would not do, since it stays until a parent has asked
/// for the result and may then belong to another. The shell has a session of its own: what ends the whole group of the
/// tests' processes, as a terminal does, passes it by.
/// </summary>
internal sealed class DeathWatch : IAsyncDisposable
{
    private const string Script = """
        exec > /dev/null 2>&1
        while read -r line; do server=$line; done
        [ -z "$server" ] || kill -9 "$server" $(cat "/proc/$server/task/$server/children")
        rm -rf "$0" || { sleep 1; rm -rf "$0"; }
        """;

    private readonly Process _shell;

    public DeathWatch(string folder) =>
        _shell = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script, folder]) { RedirectStandardInput = true })!;

    /// <summary>Says which process is the server now.</summary>
    public void Tell(int? server) => _shell.StandardInput.WriteLine(server?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Lets the shell do now what it is for.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
