using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>
/// Gives two users the ids that they had in the recording: some steps hold these in upper case, without dashes or inside a finished
/// token, where no <c>{{NAME}}</c> could stand.
/// </summary>
internal static class RecordedIds
{
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["ALICE"] = "97b7f7c5-4462-42a3-aa66-4eb385cfa110",
        ["BOB"] = "46236d0f-2a78-40f2-8e38-092566b11c0a",
    };

    public static void Restore(string variable, Variables variables, ServerDatabase database)
    {
        if (!Ids.TryGetValue(variable, out var recorded))
            return;
        var present = variables.Substitute($"{{{{{variable}}}}}");
        database.Run("UPDATE user SET id = $recorded WHERE id = $present", ("$recorded", recorded), ("$present", present));
        variables.Set(variable, recorded);
    }
}
