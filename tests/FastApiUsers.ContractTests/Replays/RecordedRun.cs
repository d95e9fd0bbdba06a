using FastApiUsers.ContractTests.Recordings;
using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>All steps of one application, played once; each test then looks up the outcome of its step.</summary>
public abstract class RecordedRun(string application, DatabaseKind database = DatabaseKind.Sqlite) : IAsyncLifetime
{
    private readonly Dictionary<int, Outcome> outcomes = [];

    /// <summary>The steps that are a test case each: number, group, name.</summary>
    public static TheoryData<int, string, string> CasesOf(string application)
    {
        var cases = new TheoryData<int, string, string>();
        foreach (var step in Golden.Steps.Where(step => step.Application == application && step.IsCase))
            cases.Add(step.Number, step.Group, step.Name);
        return cases;
    }

    public async Task InitializeAsync()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var provider = await RecordedProvider.StartAsync();
        await using var server = await ReferenceServer.StartAsync(new ServerSettings
        {
            Application = application,
            Database = database,
            Compatibility = Preset.Original,
            // As the original stores them: some steps look a token up by its text.
            TokenStorage = "Plain",
            Redis = redis.Configuration,
            Provider = provider.Address,
        });
        var replayer = new Replayer(server, redis);
        foreach (var step in Golden.Steps.Where(step => step.Application == application))
            outcomes.Add(step.Number, await replayer.PlayAsync(step));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Fails with a readable list where the step went otherwise than expected.</summary>
    public void AssertAgrees(int step, string group, string name)
    {
        var outcome = outcomes[step];
        Assert.True(outcome.Agrees, $"Step {step} of {group}, \"{name}\":\n{outcome}");
    }
}
