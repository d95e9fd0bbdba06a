using System.Text;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation21OnlyStandardJson(Servers servers)
{
    public static TheoryData<string> NotJson =>
    [
        """{"email":NaN,"password":"guinevere"}""",
        """{"email":"json@camelot.bt","password":"guinevere","x":NaN}""",
        """{"email":"json@camelot.bt","password":"guinevere","x":Infinity}""",
        """{"email":"json@camelot.bt","password":"guinevere","x":-Infinity}""",
        """{"email":"json@camelot.bt","password":1e999}""",
        $$"""{"email":"json@camelot.bt","password":{{new string('9', 5000)}}}""",
        """{"email":"json@camelot.bt","email":"json@camelot.bt","password":"guinevere"}""",
        """{"email":"json@camelot.bt","password":"guinevere","password":"merlin"}""",
    ];

    [Theory]
    [MemberData(nameof(NotJson))]
    public async Task What_only_Python_reads_is_a_422(string json)
    {
        foreach (var preset in Enum.GetValues<Preset>())
        {
            using var api = await servers.ApiAsync(preset);
            Assert.NotEmpty((await api.PostTextAsync("/auth/register", json)).Expect(422).Locations);
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task Another_encoding_than_UTF8_is_a_422(string encoding)
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var bytes = Encoding.GetEncoding(encoding).GetBytes("""{"email":"json@camelot.bt","password":"guinevere"}""");
        using var content = new ByteArrayContent(bytes) { Headers = { { "content-type", "application/json" } } };
        Assert.NotEmpty((await api.SendAsync(HttpMethod.Post, "/auth/register", content)).Expect(422).Locations);
    }
}
