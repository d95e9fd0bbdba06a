using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>A client with a session, which it uses at whichever node it likes.</summary>
internal sealed class SignedInClient
{
    private readonly string backend;

    private SignedInClient(string backend) => this.backend = backend;

    public string AccessToken { get; private set; } = "";

    public string RefreshToken { get; private set; } = "";

    private string Path => $"/auth/{backend}";

    public static async Task<SignedInClient> LoginAsync(UserApi node, string email, string backend)
    {
        var client = new SignedInClient(backend);
        client.Take(await node.LoginAsync(email, UserApi.Password, backend));
        return client;
    }

    public async Task<int> MeAsync(UserApi node) => (await SendAsync(node, HttpMethod.Get, "/users/me")).Status;

    public Task<Answer> SendAsync(UserApi node, HttpMethod method, string path) => backend == "cookie"
        ? node.SendAsync(method, path, cookie: AccessToken)
        : node.SendAsync(method, path, bearer: AccessToken);

    /// <summary>Asks for new tokens and uses them from now on.</summary>
    public async Task RefreshAsync(UserApi node) => Take(await PostRefreshAsync(node));

    public Task<Answer> PostRefreshAsync(UserApi node) => backend == "cookie"
        ? node.SendAsync(HttpMethod.Post, $"{Path}/refresh", cookie: $"{AccessToken}; fastapiusersauth_refresh={RefreshToken}")
        : node.SendAsync(HttpMethod.Post, $"{Path}/refresh", new FormUrlEncodedContent([new("refresh_token", RefreshToken)]));

    public async Task LogoutAsync(UserApi node) => (await SendAsync(node, HttpMethod.Post, $"{Path}/logout")).Expect(204);

    private void Take(Answer answer)
    {
        if (backend == "cookie")
        {
            var cookies = answer.Expect(204).Headers.GetValues("set-cookie").Select(cookie => cookie.Split(';')[0].Split('=', 2)).ToDictionary(cookie => cookie[0], cookie => cookie[1]);
            (AccessToken, RefreshToken) = (cookies["fastapiusersauth"], cookies["fastapiusersauth_refresh"]);
            return;
        }

        var tokens = answer.Expect(200).Json;
        (AccessToken, RefreshToken) = (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
    }
}
