namespace FastApiUsers.PasswordPolicy;

/// <summary>Reads a folder with a file for each range.</summary>
internal sealed class FolderPasswordRanges(string folder) : IPasswordRanges
{
    public Task<byte[]> ReadAsync(string prefix, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, prefix);

        // Every range has breached passwords, so without its file the folder is not complete.
        path = File.Exists(path) ? path : path + ".txt";
        return File.ReadAllBytesAsync(path, cancellationToken);
    }
}
