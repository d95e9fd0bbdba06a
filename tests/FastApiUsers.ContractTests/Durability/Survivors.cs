using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>What has to be in a database after everything before it was ended without warning.</summary>
internal static class Survivors
{
    /// <summary>
    /// Fails unless each acknowledged registration and sign-in is there, and each user that is there, acknowledged or not, is whole:
    /// can sign in.
    /// </summary>
    public static async Task AssertWholeAsync(
        TestDatabase database,
        ReferenceServer server,
        IReadOnlyCollection<string> registered,
        IReadOnlyCollection<(string Email, string Cookie)> signedIn)
    {
        var stored = (await database.RunAsync("SELECT email FROM \"user\"")).Select(row => (string)row[0]!).ToList();
        Assert.Empty(registered.Except(stored));
        Assert.Distinct(stored, StringComparer.OrdinalIgnoreCase);
        Assert.Empty(await database.RunAsync("SELECT token FROM accesstoken WHERE user_id NOT IN (SELECT id FROM \"user\")"));

        using var api = new UserApi(server);
        await Parallel.ForEachAsync(stored, async (email, _) => (await api.LoginAsync(email, UserApi.Password)).Expect(200));
        foreach (var (email, cookie) in signedIn)
            Assert.Equal(email, (await api.MeByCookieAsync(cookie)).Expect(200).Json.GetProperty("email").GetString());
    }
}
