using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FastApiUsers.ContractTests.Server;

/// <summary>What a started program writes: kept for failure messages, and searched for the address at which it listens.</summary>
internal sealed partial class ProgramOutput
{
    private const int KeptLines = 200;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProgramOutput(Process process)
    {
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The program ended."));
    }

    /// <summary>The address, once the program listens; an error when it ends before.</summary>
    public Task<Uri> Listening => listening.Task;

    public override string ToString() => string.Join('\n', lines);

    private void Note(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (lines.Count > KeptLines)
            lines.TryDequeue(out _);
        if (ListeningLine().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningLine();
}
