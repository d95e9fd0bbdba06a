namespace FastApiUsers.ContractTests.Server;

/// <summary>A folder for the files of one server, gone when the server is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fastapiusers-");

    public string PathOf(string file) => Path.Combine(folder.FullName, file);

    public void Dispose() => folder.Delete(recursive: true);
}
