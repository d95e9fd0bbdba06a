using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using FastApiUsers.ContractTests.Comparison;
using FastApiUsers.ContractTests.Http;
using FastApiUsers.ContractTests.Recordings;
using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;
using Npgsql;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>Plays the steps of the recording, one after the other, against one server.</summary>
internal sealed class Replayer(ReferenceServer server, RedisServer redis)
{
    // How long a step may take at most, on a busy machine.
    private const int StepSeconds = 60;

    private readonly Variables variables = new();
    private readonly RecordedClock clock = new();
    private int seenEvents;

    private bool OnPostgreSql => server.Database is PostgreSqlServerDatabase;

    public async Task<Outcome> PlayAsync(Step step)
    {
        try
        {
            return new Outcome(step.Kind switch
            {
                StepKind.Exchange => await PlayExchangeAsync(step),
                StepKind.Sql => PlaySql(step),
                StepKind.Redis => await PlayRedisAsync(step),
                StepKind.Mint => Keep(step, TokenMint.Mint(step, variables)),
                StepKind.Variable => Keep(step, variables.Substitute(step.Line.GetProperty("value_template").GetString()!)),
                _ => [],
            });
        }
        catch (Exception failure) when (failure is ReplayException or IOException or SocketException or OperationCanceledException
            or DbException)
        {
            return new Outcome([$"{failure.GetType().Name}: {failure.Message}"]);
        }
    }

    private string[] Keep(Step step, string value)
    {
        variables.Set(step.Line.GetProperty("var").GetString()!, value);
        return [];
    }

    private async Task<IReadOnlyList<string>> PlayExchangeAsync(Step step)
    {
        if (Deviations.OfNobody.Contains(step.Number))
            return [];

        var request = RecordedRequest.ToBytes(step.Line.GetProperty("request"), variables, server.Address);
        var answer = await RawConnection.ExchangeAsync(server.Address, request);
        var events = NewEvents();
        if (answer.Status == 500)
            return [$"status: got 500, which no answer ever is\n{server.Output}"];

        if (OnPostgreSql && Deviations.SignsInOnPostgreSql.Contains(step.Number))
            return answer.Status == 200 ? [] : [$"status: expected 200, got {answer.Status}"];

        var captured = Captures.Take(step, answer, events, variables);
        var recorded = ExpectedAnswer.FromRecording(step, variables, server.Address);
        var differences = Deviations.OfAnswers.TryGetValue(step.Number, out var deviation)
            ? Deviating(deviation.Point, Differences(recorded, answer, events), Differences(deviation.Apply(recorded).Substitute(variables), answer, events))
            : Differences(recorded, answer, events);
        foreach (var variable in captured)
            RecordedIds.Restore(variable, variables, server.Database);
        return differences;
    }

    // A step with a time to live looks at what the program stored, one without stores something itself.
    private async Task<IReadOnlyList<string>> PlayRedisAsync(Step step)
    {
        var key = variables.Substitute(step.Line.GetProperty("key").GetString()!);
        var value = variables.Substitute(step.Line.GetProperty("value").GetString()!);
        var lifetime = step.Line.GetProperty("ttl").GetInt32();
        if (lifetime < 0)
        {
            await redis.CommandAsync("SET", key, value);
            return [];
        }

        var stored = (await redis.CommandAsync("GET", key)).TrimEnd();
        var left = int.Parse(await redis.CommandAsync("TTL", key), CultureInfo.InvariantCulture);
        return
        [
            .. stored == value ? Array.Empty<string>() : [$"value: expected {value}, got {stored}"],
            .. left > lifetime - StepSeconds && left <= lifetime ? Array.Empty<string>() : [$"time to live: expected {lifetime} seconds, got {left}"],
        ];
    }

    private IReadOnlyList<string> PlaySql(Step step)
    {
        var sql = clock.ToPresent(variables.Substitute(step.Line.GetProperty("sql").GetString()!));
        if (OnPostgreSql && Deviations.RefusedByPostgreSql.Contains(step.Number))
            return WasRefused(sql) ? [] : ["PostgreSQL took it"];

        var rows = server.Database.Run(sql);
        if (step.Optional("rows") is not { } recorded)
            return [];
        recorded = JsonSerializer.Deserialize<JsonElement>(variables.SubstituteKnown(recorded.GetRawText()));
        var differences = RowComparison.Differences(recorded, rows, clock);
        return Deviations.OfRows.TryGetValue(step.Number, out var deviation)
            ? Deviating(deviation.Point, differences, RowComparison.Differences(deviation.Apply(recorded), rows, clock))
            : differences;
    }

    private bool WasRefused(string sql)
    {
        try
        {
            server.Database.Run(sql);
            return false;
        }
        catch (PostgresException refusal)
        {
            // A constraint, or a text that is too long: not a statement that was translated badly.
            return refusal.SqlState.StartsWith("23", StringComparison.Ordinal) || refusal.SqlState == PostgresErrorCodes.StringDataRightTruncation;
        }
    }

    // The list of deviations is kept true from both sides: what it names has to differ, and in that way.
    private static IReadOnlyList<string> Deviating(int point, IReadOnlyList<string> fromRecording, IReadOnlyList<string> fromDeviation) =>
        fromRecording.Count == 0 ? [$"agrees with the recording: the entry for deviation {point} is no longer needed"] : fromDeviation;

    private static IReadOnlyList<string> Differences(ExpectedAnswer expected, RawResponse answer, List<JsonElement> events) =>
        [.. AnswerComparison.Differences(expected, answer), .. EventComparison.Differences(expected.Events, events)];

    private List<JsonElement> NewEvents()
    {
        var events = server.Events.ReadAll().Skip(seenEvents).ToList();
        seenEvents += events.Count;
        return events;
    }
}
