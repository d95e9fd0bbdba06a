using FastApiUsers.ContractTests.Recordings;

namespace FastApiUsers.ContractTests.Replays;

public class DeviationsTests
{
    [Fact]
    public void Every_entry_is_about_a_step_that_is_replayed()
    {
        var replayed = Golden.Steps.Where(step => step.IsCase).Select(step => step.Number);
        Assert.Empty(Deviations.OfAnswers.Keys.Concat(Deviations.OfRows.Keys).Except(replayed));
    }

    [Fact]
    public void Every_recorded_500_has_an_entry()
    {
        var failures = Golden.Steps
            .Where(step => step.Kind == StepKind.Exchange && step.Line.GetProperty("response").GetProperty("status").GetInt32() == 500)
            .Select(step => step.Number);
        Assert.Empty(failures.Except(Deviations.OfAnswers.Keys));
    }
}
