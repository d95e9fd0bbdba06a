namespace FastApiUsers.OAuth.Tests;

/// <summary>The authorization URL is the original's, byte by byte.</summary>
public sealed class AuthorizationUrlTests
{
    private const string Callback = "http://127.0.0.1:18000/auth/service/callback";
    private const string Recorded =
        "http://127.0.0.1:19100/authorize?response_type=code&client_id=CLIENT_ID&redirect_uri=http%3A%2F%2F127.0.0.1%3A18000%2Fauth%2Fservice%2Fcallback&state=XYZ&scope=";

    [Fact]
    public async Task It_is_the_one_that_the_original_composed() =>
        Assert.Equal($"{Recorded}profile+email", await ComposeAsync(new AuthorizationRequest(Callback) { State = "XYZ" }));

    [Fact]
    public async Task The_scopes_of_the_caller_replace_those_of_the_client() =>
        Assert.Equal($"{Recorded}a+b+c", await ComposeAsync(new AuthorizationRequest(Callback) { State = "XYZ", Scopes = ["a", "b c"] }));

    [Fact]
    public async Task Without_scopes_the_parameter_is_there_and_empty() =>
        Assert.Equal(Recorded, await ComposeAsync(new AuthorizationRequest(Callback) { State = "XYZ", Scopes = [] }));

    [Fact]
    public async Task The_code_challenge_follows_the_scope_and_precedes_the_extras() => Assert.Equal(
        $"{Recorded}a&code_challenge=CHALLENGE&code_challenge_method=S256&prompt=login",
        await ComposeAsync(new AuthorizationRequest(Callback)
        {
            State = "XYZ",
            Scopes = ["a"],
            CodeChallenge = "CHALLENGE",
            Extra = new Dictionary<string, string> { ["prompt"] = "login" },
        }));

    [Fact]
    public async Task An_extra_wins_and_takes_the_place_of_what_was_there() => Assert.Equal(
        $"{Recorded.Replace("CLIENT_ID", "another", StringComparison.Ordinal)}a",
        await ComposeAsync(new AuthorizationRequest(Callback) { State = "XYZ", Scopes = ["a"], Extra = new Dictionary<string, string> { ["client_id"] = "another" } }));

    [Theory]
    [InlineData("AZaz09_.-~", "AZaz09_.-~")]
    [InlineData(" ", "+")]
    [InlineData("!*'()", "%21%2A%27%28%29")]
    [InlineData("+/=?&%#\"<>\\", "%2B%2F%3D%3F%26%25%23%22%3C%3E%5C")]
    [InlineData("é€𝄞\n\0", "%C3%A9%E2%82%AC%F0%9D%84%9E%0A%00")]
    public async Task A_value_is_written_as_quote_plus_writes_it(string value, string expected)
    {
        var url = await ComposeAsync(new AuthorizationRequest(Callback) { State = value, Scopes = [] });

        Assert.EndsWith($"&state={expected}&scope=", url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_the_endpoint_is_kept()
    {
        var client = Create("https://provider.example/authorize?policy=signup");

        var url = await client.GetAuthorizationUrlAsync(new AuthorizationRequest(Callback), default);

        Assert.StartsWith("https://provider.example/authorize?policy=signup&response_type=code&", url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://provider.example/authorize")]
    [InlineData("https://user@provider.example/authorize")]
    [InlineData("https://provider.example/authorize#fragment")]
    [InlineData("/authorize")]
    [InlineData("javascript:alert(1)")]
    [InlineData(null)]
    public void An_endpoint_that_is_not_reached_by_https_is_refused(string? endpoint) =>
        Assert.Contains("AuthorizeEndpoint", Assert.Throws<ArgumentException>(() => Create(endpoint)).Message, StringComparison.Ordinal);

    private static OAuth2Client Create(string? endpoint) => new(new OAuth2ClientOptions
    {
        Name = "service",
        ClientId = "CLIENT_ID",
        AuthorizeEndpoint = endpoint,
        AccessTokenEndpoint = "https://provider.example/token",
        Scopes = ["profile", "email"],
    });

    // AbsoluteUri is what a redirect sends.
    private static async Task<string> ComposeAsync(AuthorizationRequest request) =>
        (await Create("http://127.0.0.1:19100/authorize").GetAuthorizationUrlAsync(request, default)).AbsoluteUri;
}
