using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reference;

/// <summary>Appends a JSON line for each event to the file of the setting <c>Events:Path</c>; without it to none.</summary>
public sealed class EventFile(IConfiguration configuration) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly SemaphoreSlim _turn = new(1);
    private readonly string? _path = configuration["Events:Path"];

    public async Task WriteAsync(string name, Guid userId, string? token = null, string[]? updateKeys = null)
    {
        if (_path is null)
            return;

        await _turn.WaitAsync();
        try
        {
            await File.AppendAllTextAsync(_path, JsonSerializer.Serialize(new Line(name, userId, token, updateKeys), Json) + "\n");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed record Line(
        string Event, Guid UserId, string? Token, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[]? UpdateKeys);
}
