using System.IO.Compression;
using System.Text.Json;

namespace CommonPasswords;

/// <summary>A published list of passwords.</summary>
internal static class PasswordList
{
    public static string[] Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        if (path.EndsWith(".json", StringComparison.Ordinal))
            return JsonSerializer.Deserialize<string[]>(content) ?? [];

        using var reader = new StreamReader(content);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
