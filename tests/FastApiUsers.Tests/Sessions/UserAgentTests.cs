using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.Sessions;

/// <summary>The header <c>User-Agent</c> is the client's to choose: whatever it is, it keeps nobody from signing in and is shown without harm.</summary>
public sealed class UserAgentTests
{
    public static TheoryData<DatabaseKind, string, string?> Agents
    {
        get
        {
            (string Sent, string? Shown)[] agents =
            [
                ("Excalibur/1.0", "Excalibur/1.0"), ("Ritter/1.0 (Größe; ☃ 👑)", "Ritter/1.0 (Größe; ☃ 👑)"), ("'; DROP TABLE user_session; --", "'; DROP TABLE user_session; --"),
                ("<script>alert(1)</script>", "<script>alert(1)</script>"), ("a\u0001b\u001b[31mc\u007fd\u0085e", "ab[31mcde"), ("\u0001\u0002", null), ("a\uFFFDb", "ab"),
                (new('x', 2000), new('x', SessionClient.MaximumUserAgentLength)), (string.Concat(Enumerable.Repeat("👑", 400)), string.Concat(Enumerable.Repeat("👑", 256))),
            ];
            var data = new TheoryData<DatabaseKind, string, string?>();
            foreach (var (sent, shown) in agents)
            {
                data.Add(DatabaseKind.Sqlite, sent, shown);
                data.Add(DatabaseKind.PostgreSql, sent, shown);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task It_is_shown_without_what_does_harm(DatabaseKind database, string sent, string? shown)
    {
        await using var app = await SessionCastle.StartAsync(database: database);
        await app.RegisterAsync();

        var (status, body) = await LoginAsync(app, Encoding.UTF8.GetBytes(sent));

        Assert.Equal(200, status);
        var token = JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString();
        var session = Assert.Single((await app.SendAsync(HttpMethod.Get, "/sessions", token: token)).Body.EnumerateArray());
        Assert.Equal(shown, session.GetProperty("user_agent").GetString());
    }

    [Theory]
    [InlineData(new byte[] { 0xE9 })]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0x00 })]
    public async Task What_is_no_text_is_left_to_the_server_and_no_500(byte[] agent)
    {
        await using var app = await SessionCastle.StartAsync();
        await app.RegisterAsync();

        var (status, _) = await LoginAsync(app, agent);

        Assert.True(status is 200 or 400, $"{status}");
    }

    // By hand: no client of .NET sends such a header.
    private static async Task<(int Status, string Body)> LoginAsync(TestApp app, byte[] agent)
    {
        const string Form = $"username={UserClient.Email}&password={UserClient.Password}";
        using var client = new TcpClient();
        await client.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /auth/bearer-jwt/login HTTP/1.1\r\nHost: camelot\r\nConnection: close\r\nUser-Agent: "));
        await stream.WriteAsync(agent);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Form.Length}\r\n\r\n{Form}"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync();
        var json = answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..];
        return (int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), json.Contains('{') ? json[json.IndexOf('{')..(json.LastIndexOf('}') + 1)] : "");
    }
}
