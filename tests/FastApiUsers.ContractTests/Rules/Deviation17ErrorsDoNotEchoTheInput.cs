using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation17ErrorsDoNotEchoTheInput(Servers servers)
{
    public static TheoryData<Preset, string, string> Refused
    {
        get
        {
            var refused = new TheoryData<Preset, string, string>();
            foreach (var preset in Enum.GetValues<Preset>())
            {
                refused.Add(preset, "/auth/register", """{"email":"secretword","password":"secretword"}""");
                refused.Add(preset, "/auth/register", """{"password":"secretword"}""");
                refused.Add(preset, "/auth/register", """{"email":"echo@camelot.bt","password":["secretword"]}""");
                refused.Add(preset, "/auth/register", """{"email":"echo@camelot.bt","password":"guinevere","is_active":"secretword"}""");
                refused.Add(preset, "/auth/register", """["secretword"]""");
                refused.Add(preset, "/auth/register", """{"secretword":}""");
                refused.Add(preset, "/auth/register", "secretword");
                refused.Add(preset, "/auth/forgot-password", """{"email":"secretword"}""");
                refused.Add(preset, "/auth/reset-password", """{"token":{"secretword":1},"password":["secretword"]}""");
            }

            return refused;
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_422_names_the_place_and_not_what_was_sent(Preset preset, string path, string json)
    {
        using var api = await servers.ApiAsync(preset);
        var answer = await api.PostTextAsync(path, json);
        Assert.All(answer.Expect(422).Locations, location => Assert.StartsWith("body", location, StringComparison.Ordinal));
        AssertSilent(answer);
    }

    [Theory]
    [BothPresets]
    public async Task A_login_with_a_field_missing_does_not_echo_the_other(Preset preset)
    {
        using var api = await servers.ApiAsync(preset);
        using var form = new FormUrlEncodedContent([new("password", "secretword"), new("grant_type", "secretword")]);
        var answer = await api.SendAsync(HttpMethod.Post, "/auth/jwt/login", form);
        answer.ExpectInvalid("body.username");
        AssertSilent(answer);
    }

    private static void AssertSilent(Answer answer)
    {
        Assert.DoesNotContain("secretword", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"input\"", answer.Body, StringComparison.Ordinal);
    }
}
