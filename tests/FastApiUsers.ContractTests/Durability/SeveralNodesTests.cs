using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>Three server programs on one PostgreSQL, with nothing between them but the database and the secret.</summary>
[Collection(DurabilityGroup.Name)]
public sealed class SeveralNodesTests(SeveralNodesTests.Nodes nodes) : IClassFixture<SeveralNodesTests.Nodes>
{
    [Fact]
    public async Task A_user_registered_at_one_node_signs_in_at_another()
    {
        var account = await nodes.A.NewAccountAsync();

        (await nodes.B.LoginAsync(account.Email, account.Password)).Expect(200);
        (await nodes.C.RegisterAsync(account.Email.ToUpperInvariant())).Expect(400, "REGISTER_USER_ALREADY_EXISTS");
    }

    [Fact]
    public async Task A_token_of_one_node_is_good_at_the_others()
    {
        var account = await nodes.A.NewAccountAsync();
        var bearer = await nodes.A.BearerAsync(account);
        var cookie = await nodes.A.CookieAsync(account);

        foreach (var node in nodes.All)
        {
            (await node.MeAsync(bearer)).Expect(200);
            (await node.MeByCookieAsync(cookie)).Expect(200);
        }
    }

    [Fact]
    public async Task A_sign_out_at_one_node_ends_the_token_at_the_others_at_once()
    {
        var cookie = await nodes.A.CookieAsync(await nodes.A.NewAccountAsync());
        (await nodes.B.MeByCookieAsync(cookie)).Expect(200);

        (await nodes.A.SendAsync(HttpMethod.Post, "/auth/cookie/logout", cookie: cookie)).Expect(204);

        (await nodes.B.MeByCookieAsync(cookie)).Expect(401);
        (await nodes.C.MeByCookieAsync(cookie)).Expect(401);
    }

    [Fact]
    public async Task A_new_password_at_one_node_ends_tokens_at_the_others_at_once()
    {
        var account = await nodes.A.NewAccountAsync();
        var bearer = await nodes.B.BearerAsync(account);
        var cookie = await nodes.B.CookieAsync(account);
        (await nodes.C.MeByCookieAsync(cookie)).Expect(200);

        (await nodes.A.PatchMeAsync(bearer, new { password = "lancelot" })).Expect(200);

        foreach (var node in nodes.All)
        {
            (await node.MeAsync(bearer)).Expect(401);
            (await node.MeByCookieAsync(cookie)).Expect(401);
        }
    }

    [Fact]
    public async Task A_reset_token_of_one_node_works_at_another_and_then_nowhere()
    {
        var account = await nodes.A.NewAccountAsync();
        var token = await nodes.A.ResetTokenAsync(account);

        (await nodes.B.ResetAsync(token, "lancelot")).Expect(200);

        foreach (var node in nodes.All)
            (await node.ResetAsync(token, "galahad")).Expect(400, "RESET_PASSWORD_BAD_TOKEN");
        (await nodes.C.LoginAsync(account.Email, "lancelot")).Expect(200);
    }

    [Fact]
    public async Task One_address_registered_at_all_nodes_at_once_is_one_user()
    {
        var email = UserApi.NewEmail();
        string[] variants = [email, email.ToUpperInvariant()];

        var answers = await Task.WhenAll(nodes.All.SelectMany(node => variants.Select(variant => node.RegisterAsync(variant))));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(5, answers.Count(answer => answer.Status == 400));
    }

    /// <summary>The three programs.</summary>
    public sealed class Nodes : IAsyncLifetime
    {
        private readonly List<ReferenceServer> servers = [];
        private TestDatabase? database;

        public UserApi A => All[0];

        public UserApi B => All[1];

        public UserApi C => All[2];

        public List<UserApi> All { get; } = [];

        public async Task InitializeAsync()
        {
            database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
            var settings = new ServerSettings { Database = DatabaseKind.PostgreSql, ConnectionString = database.ConnectionString, Compatibility = Preset.Modern };
            for (var i = 0; i < 3; i++)
            {
                servers.Add(await ReferenceServer.StartAsync(settings));
                All.Add(new UserApi(servers[i]));
            }
        }

        public async Task DisposeAsync()
        {
            All.ForEach(api => api.Dispose());
            foreach (var server in servers)
                await server.DisposeAsync();
            if (database is not null)
                await database.DisposeAsync();
        }
    }
}
