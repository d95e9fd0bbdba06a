using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

/// <summary>Each hook of this server throws, since it cannot write its line.</summary>
public sealed class Deviation06AHookThatFailsChangesNoAnswer
{
    [Theory]
    [BothPresets]
    public async Task The_answer_is_that_of_the_operation_that_succeeded(Preset preset)
    {
        await using var server = await ReferenceServer.StartAsync(new ServerSettings { Compatibility = preset, EventsPath = "/dev/null/events" });
        using var api = new UserApi(server);

        var account = await api.NewAccountAsync();
        var token = (await api.LoginAsync(account.Email, account.Password)).Expect(200).Json.GetProperty("access_token").GetString();
        (await api.SendAsync(HttpMethod.Patch, "/users/me", Json("""{"password":"the lady of the lake"}"""), bearer: token)).Expect(200);

        (await api.LoginAsync(account.Email, "the lady of the lake")).Expect(200);
        (await api.SendAsync(HttpMethod.Post, "/auth/forgot-password", Json($$"""{"email":"{{account.Email}}"}"""))).Expect(202);
        (await api.SendAsync(HttpMethod.Post, "/auth/request-verify-token", Json($$"""{"email":"{{account.Email}}"}"""))).Expect(202);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
