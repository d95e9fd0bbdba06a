using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>The recording of the application <c>variant</c>, against a server on PostgreSQL.</summary>
public sealed class VariantApplicationOnPostgreSql(VariantApplicationOnPostgreSql.Run run) : IClassFixture<VariantApplicationOnPostgreSql.Run>
{
    public static TheoryData<int, string, string> Cases => RecordedRun.CasesOf("variant");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_as_recorded(int step, string group, string name) => run.AssertAgrees(step, group, name);

    public sealed class Run() : RecordedRun("variant", DatabaseKind.PostgreSql);
}
