using System.Text.Json;
using FastApiUsers.ContractTests.Recordings;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation22EmailsAsTheOriginalsValidatorReadsThem(Servers servers)
{
    private static readonly JsonElement[] Vector = [.. Vectors.All.GetProperty("emails").EnumerateArray()];

    public static TheoryData<int, string> Addresses
    {
        get
        {
            var addresses = new TheoryData<int, string>();
            for (var index = 0; index < Vector.Length; index++)
                addresses.Add(index, Vector[index].GetProperty("email").GetRawText());
            return addresses;
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_address_is_accepted_stored_or_refused_as_there(int index, string email)
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var expected = Vector[index];
        if (expected.GetProperty("status").GetInt32() == 400)
            await api.RegisterAsync("foo@bar.com");

        var answer = await api.PostTextAsync("/auth/register", $$"""{"email":{{email}},"password":"guinevere"}""");
        answer.Expect(expected.GetProperty("status").GetInt32());
        if (answer.Status == 201)
            Assert.Equal(expected.GetProperty("stored").GetString(), answer.Json.GetProperty("email").GetString());
        if (answer.Status == 422)
            Assert.Equal(["body.email"], answer.Locations);
    }
}
