using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>The recording of the application <c>main</c>, against a server on PostgreSQL.</summary>
public sealed class MainApplicationOnPostgreSql(MainApplicationOnPostgreSql.Run run) : IClassFixture<MainApplicationOnPostgreSql.Run>
{
    public static TheoryData<int, string, string> Cases => RecordedRun.CasesOf("main");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_as_recorded(int step, string group, string name) => run.AssertAgrees(step, group, name);

    public sealed class Run() : RecordedRun("main", DatabaseKind.PostgreSql);
}
