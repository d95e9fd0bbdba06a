using System.Diagnostics;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace FastApiUsers.BrowserTests;

/// <summary>The sample Web as a process of its own, on a private port and with a database in a temporary folder.</summary>
internal sealed class WebProgram : IAsyncDisposable
{
    private const string Announcement = "is running: ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fastapiusers-web-");
    private readonly Process _process;

    private WebProgram(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // Development, as with "dotnet run"; the pages are found by what the build has noted, wherever it is started.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment["ConnectionStrings__Users"] = Database;
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    private string Database => $"Data Source={Path.Combine(_folder.FullName, "users.db")}";

    private static string Program => typeof(WebProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "WebProgram").Value!;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="settings">Its settings.</param>
    public static async Task<WebProgram> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var program = new WebProgram(settings);
        try
        {
            program.Address = await program.ListenAsync().WaitAsync(StartLimit);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a statement on its database, from outside.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="email">What <c>$email</c> stands for in it.</param>
    public void Run(string sql, string email)
    {
        using var connection = new SqliteConnection($"{Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$email", email);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> ListenAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is not (>= 0 and var position))
                continue;

            _ = _process.StandardOutput.ReadToEndAsync();
            return line[(position + Announcement.Length)..].TrimEnd('/');
        }

        throw new InvalidOperationException("The sample did not start: " + await errors);
    }
}
