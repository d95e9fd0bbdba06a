using System.Diagnostics;

namespace LoginStorm;

/// <summary>The server in a process of its own, on a private port and a database in a temporary folder.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The most memory that the process ever had resident, in MiB (VmHWM of proc(5)).</summary>
    public double PeakMemory() => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024)
        .Single();

    public static async Task<ServerProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loginstorm-").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(ServerProcess).Assembly.Location, "server"]) { RedirectStandardOutput = true };
        if (!Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal))
            start.ArgumentList.RemoveAt(0);
        start.Environment["ConnectionStrings__Users"] = $"Data Source={Path.Combine(folder, "users.db")}";
        start.Environment["FastApiUsers__Secret"] = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new ServerProcess(process, folder, new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim()));
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
