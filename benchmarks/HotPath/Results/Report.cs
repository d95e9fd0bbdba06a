using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HotPath.Results;

/// <summary>The run as Markdown and as JSON.</summary>
internal sealed class Report(string machine, Settings settings, IReadOnlyList<RowResult> rows, IReadOnlyList<StartResult> starts, IReadOnlyList<string> failures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly DateTimeOffset _date = TimeProvider.System.GetUtcNow();

    public async Task WriteAsync()
    {
        var markdown = ToMarkdown();
        Console.WriteLine(markdown);
        if (settings.Output is not { } output)
            return;

        await File.WriteAllTextAsync(output + ".md", markdown);
        await File.WriteAllTextAsync(output + ".json", JsonSerializer.Serialize(
            new { Date = _date, Machine = machine, settings.Rounds, Seconds = settings.Turn.TotalSeconds, Rows = rows, Starts = starts, Failures = failures, Aims = Judge() }, Json) + "\n");
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # The hot path

            {_date:d MMMM yyyy}. {machine}.
            `benchmarks/run.sh` wrote this; [the README](../README.md#the-hot-path) says what is measured and how. {settings.Rounds} rounds, in each of which every row has a turn of
            {settings.Turn.TotalSeconds:F0} seconds after {settings.WarmUp.TotalSeconds:F0} of warm-up. Figures are medians of the rounds; in brackets the least and the most of them. wrk or the client, the server and
            its database share the processors.

            | row | requests by | requests/s | p50 ms | p99 ms | processor µs | allocated B | trips | resident MiB |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
            """);
        foreach (var row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Driver} | {Write(row.RequestsPerSecond)} | {Write(row.P50)} | {Write(row.P99)} | {row.Processor.Median:F0} "
                + $"| {row.Allocated.Median:F0} | {Trips(row)} | {row.Memory:F0} |");
        }

        WriteStarts(text);
        WriteAims(text);
        if (failures.Count > 0)
            text.AppendLine("\n## Not measured\n").AppendJoin('\n', failures.Select(failure => $"- {failure}")).AppendLine();
        return text.ToString();
    }

    private void WriteStarts(StringBuilder text)
    {
        if (starts.Count == 0)
            return;

        text.AppendLine("\n## The start of the Quickstart\n\n| published | first answer, ms | resident MiB by then |\n| --- | ---: | ---: |");
        foreach (var start in starts)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {start.Name} | {Write(start.Time)} | {Write(start.Memory)} |");
    }

    private void WriteAims(StringBuilder text)
    {
        text.AppendLine("\n## Aims\n\nFrom the medians; in brackets the least and the most of the rounds.\n\n| compared | measured | aim | |\n| --- | ---: | ---: | --- |");
        foreach (var result in Judge())
        {
            var rounds = result.OfRounds is { } spread ? string.Create(CultureInfo.InvariantCulture, $" ({Number(spread.Minimum)}–{Number(spread.Maximum)})") : "";
            var missed = Math.Abs(result.Value - result.Aim.Bound);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Aim.Text} | {Number(result.Value)}{rounds} | {(result.IsAtLeast ? "≥" : "≤")} {Number(result.Aim.Bound)} "
                + $"| {(result.IsMet ? "met" : $"missed by {Number(missed)}")} |");
        }
    }

    private List<AimResult> Judge()
    {
        var byName = rows.ToDictionary(row => row.Name);
        return [.. Aims.All.Select(aim => aim.Judge(byName)).OfType<AimResult>()];
    }

    private static string Trips(RowResult row) => row.DatabaseTrips is not { } trips ? ""
        : row.RedisTrips is > 0 and { } redis ? string.Create(CultureInfo.InvariantCulture, $"{trips:0.#} + {redis:0.#} Redis")
        : trips.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Write(Spread spread) => $"{Number(spread.Median)} ({Number(spread.Minimum)}–{Number(spread.Maximum)})";

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.00", CultureInfo.InvariantCulture);
}
