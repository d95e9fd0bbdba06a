namespace FastApiUsers.ContractTests.Replays;

/// <summary>The recording of the application <c>main</c>.</summary>
public sealed class MainApplication(MainApplication.Run run) : IClassFixture<MainApplication.Run>
{
    public static TheoryData<int, string, string> Cases => RecordedRun.CasesOf("main");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_as_recorded(int step, string group, string name) => run.AssertAgrees(step, group, name);

    public sealed class Run() : RecordedRun("main");
}
