using System.Text;
using FastApiUsers.ContractTests.Recordings;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Rules;

[Collection(Servers.Group.Name)]
public sealed class Deviation04NothingSentIsA500(Servers servers)
{
    private const int Depth = 20_000;

    public static TheoryData<string, string> Surrogates => new()
    {
        { "/auth/register", """{"email":"\ud800@camelot.bt","password":"guinevere"}""" },
        { "/auth/register", """{"email":"surrogate@camelot.bt","password":"guine\udc00vere"}""" },
        { "/auth/register", """{"email":"surrogate@camelot.bt","password":"guinevere","\ud800":1}""" },
        { "/auth/forgot-password", """{"email":"\ud800@camelot.bt"}""" },
        { "/auth/request-verify-token", """{"email":"a@\udfffcamelot.bt"}""" },
        { "/auth/reset-password", """{"token":"\ud800","password":"guinevere"}""" },
        { "/auth/verify", """{"token":"\ud800"}""" },
    };

    [Theory]
    [InlineData(Preset.Modern, "email")]
    [InlineData(Preset.Modern, "is_active")]
    [InlineData(Preset.Modern, "is_superuser")]
    [InlineData(Preset.Modern, "is_verified")]
    [InlineData(Preset.Original, "email")]
    [InlineData(Preset.Original, "is_active")]
    [InlineData(Preset.Original, "is_superuser")]
    [InlineData(Preset.Original, "is_verified")]
    public async Task Null_for_a_field_that_cannot_be_null_is_a_422_of_that_field(Preset preset, string field)
    {
        using var api = await servers.ApiAsync(preset);
        var account = await api.NewAccountAsync();
        var answer = await api.PatchAsync(await api.NewSuperuserAsync(), account.Id, $$"""{"{{field}}":null}""");
        answer.ExpectInvalid($"body.{field}");
    }

    [Theory]
    [MemberData(nameof(Surrogates))]
    public async Task An_unpaired_surrogate_is_a_client_s_error(string path, string json)
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var answer = await api.PostTextAsync(path, json);
        Assert.True(answer.Status is 400 or 422, $"{answer.Status} {answer.Body}");
        Assert.True(answer.Json.TryGetProperty("detail", out _), answer.Body);
    }

    [Theory]
    [InlineData(71)]
    [InlineData(5000)]
    public async Task A_boundary_longer_than_RFC_2046_allows_is_a_client_s_error(int length)
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        using var content = new ByteArrayContent([]);
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + new string('x', length));

        var answer = await api.SendAsync(HttpMethod.Post, "/auth/jwt/login", content);

        Assert.Equal("There was an error parsing the body", answer.Expect(400).Code);
    }

    [Fact]
    public async Task An_unpaired_surrogate_in_a_token_is_a_bad_token()
    {
        using var api = await servers.ApiAsync(Preset.Modern);
        var header = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"H\ud800"}"""));

        (await api.SendAsync(HttpMethod.Get, "/users/me", bearer: header + ".e30.AAAA")).Expect(401);
        (await api.VerifyAsync(header + ".e30.AAAA")).Expect(400);
        (await api.ResetAsync(header + ".e30.AAAA", "the lady of the lake")).Expect(400);
    }

    [Theory]
    [InlineData("{\"email\":", "[", "]")]
    [InlineData("", "[", "]")]
    [InlineData("{\"email\":\"deep@camelot.bt\",\"password\":\"guinevere\",\"x\":", "{\"x\":", "}")]
    public async Task Deep_nesting_is_a_client_s_error(string start, string opening, string closing)
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var nested = $"{Repeated(opening)}1{Repeated(closing)}";
        var answer = await api.PostTextAsync("/auth/register", start.Length == 0 ? nested : $"{start}{nested}}}");
        Assert.NotEmpty(answer.Expect(422).Locations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("guinevere")]
    [InlineData("$1$abc$BXBqpb9BZcZhXLgbee.0s/")]
    [InlineData("$argon2id$")]
    [InlineData("$argon2id$v=19$m=65536,t=3,p=4$AAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=4294967295,t=4294967295,p=16777215$bwb71AUwbIrcL2L6kA2vwQ$35PVWwfclIDavYosbY3E61IYVUAHQrPQkefK6d8hSNo")]
    [InlineData("$argon2id$v=19$m=65536,t=0,p=0$bwb71AUwbIrcL2L6kA2vwQ$35PVWwfclIDavYosbY3E61IYVUAHQrPQkefK6d8hSNo")]
    [InlineData("$2b$99$8F4Kt09VnFdGOAmqDlEIFOIkqhq61YDltXPJsCGx9fEwAcjsjQLea")]
    [InlineData("$2b$12$short")]
    public async Task A_stored_hash_that_is_broken_is_a_failed_login(string hash)
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var account = await api.NewAccountAsync();
        api.Server.Database.Run("UPDATE user SET hashed_password = $hash WHERE id = $id", ("$hash", hash), ("$id", account.Id));
        (await api.LoginAsync(account.Email, account.Password)).Expect(400, "LOGIN_BAD_CREDENTIALS");
        // Who forgot the password gets a new one all the same.
        (await api.ResetAsync(await api.ResetTokenAsync(account), "new-password")).Expect(200);
    }

    [Theory]
    [InlineData("exp", "99999999999999999999999999")]
    [InlineData("exp", "1e300")]
    [InlineData("exp", "1e999")]
    [InlineData("nbf", "-99999999999999999999999999")]
    [InlineData("iat", "1e999")]
    public async Task A_huge_number_in_a_token_is_no_500(string claim, string number)
    {
        using var api = await servers.ApiAsync(Preset.Original);
        var account = await api.NewAccountAsync();
        var claims = $$"""{"sub":"{{account.Id}}","aud":["fastapi-users:auth"],"{{claim}}":{{number}}}""";
        var token = TokenMint.Sign("""{"alg":"HS256","typ":"JWT"}""", claims, ServerSettings.RecordedSecret);
        var answer = await api.MeAsync(token);
        Assert.True(answer.Status is 200 or 401, $"{answer.Status} {answer.Body}");
    }

    private static string Repeated(string text) => new StringBuilder().Insert(0, text, Depth).ToString();
}
