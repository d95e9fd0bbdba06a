using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using FastApiUsers.ContractTests.Server;

namespace FastApiUsers.ContractTests.Samples;

#pragma warning disable CA1001 // xunit calls DisposeAsync.
/// <summary>The Quickstart, started as a newcomer does, keeps what the readme promises.</summary>
public sealed class QuickstartTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Account = """{"email": "ada@example.com", "password": "correct horse", "first_name": "Ada"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private Process _process = null!;

    private static string Program => typeof(QuickstartTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "QuickstartProgram").Value!;

    public async Task InitializeAsync()
    {
        // It looks for its settings where it is started: with "dotnet run" that is the project's folder.
        File.Copy(Path.Combine(Path.GetDirectoryName(Program)!, "appsettings.json"), _folder.PathOf("appsettings.json"));
        _process = Start("--urls", "http://127.0.0.1:0");
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line)
        {
            if (!line.Contains("/docs", StringComparison.Ordinal))
                continue;
            _client.BaseAddress = new Uri(line.Trim().Split("/docs")[0]);
            _ = _process.StandardOutput.ReadToEndAsync();
            return;
        }

        throw new InvalidOperationException("The Quickstart ended: " + await _process.StandardError.ReadToEndAsync());
    }

    public async Task DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Somebody_registers_signs_in_and_reads_the_own_profile()
    {
        using var registered = await PostAsync("/auth/register", Account);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);

        using var form = new FormUrlEncodedContent([new("username", "ada@example.com"), new("password", "correct horse")]);
        using var signedIn = await _client.PostAsync("/auth/jwt/login", form);
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/users/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var me = await _client.SendAsync(request);
        Assert.Equal("Ada", (await me.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("first_name").GetString());
    }

    [Fact]
    public async Task A_new_password_is_long_enough_by_one_number_and_not_the_one_before()
    {
        using var tooShort = await PostAsync("/auth/register", Account.Replace("correct horse", "horse bat", StringComparison.Ordinal));
        using var registered = await PostAsync("/auth/register", Account);
        using var form = new FormUrlEncodedContent([new("username", "ada@example.com"), new("password", "correct horse")]);
        using var signedIn = await _client.PostAsync("/auth/jwt/login", form);
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/users/me")
        {
            Content = JsonContent.Create(new { password = "correct horse" }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var same = await _client.SendAsync(request);

        Assert.Contains("Password should be at least 10 characters", await tooShort.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Password is the one that you have", await same.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_page_leads_to_the_interactive_one_and_mails_are_in_the_outbox()
    {
        using var start = await _client.GetAsync("/");
        using var document = await _client.GetAsync("/openapi.json");
        using (await PostAsync("/auth/register", Account))
        using (await PostAsync("/auth/forgot-password", """{"email": "ada@example.com"}"""))
        {
        }

        Assert.Equal("/docs", start.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, document.StatusCode);
        Assert.Contains("ada@example.com", await _client.GetStringAsync("/outbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_superuser_is_made_with_a_password_that_is_printed()
    {
        using var created = Start("--create-superuser", "admin@example.com");

        var output = await created.StandardOutput.ReadToEndAsync();
        await created.WaitForExitAsync();

        Assert.Equal(0, created.ExitCode);
        Assert.Contains("Superuser admin@example.com created", output, StringComparison.Ordinal);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program, .. arguments])
        {
            WorkingDirectory = _folder.PathOf(""), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ASPNETCORE_URLS");
        return Process.Start(start)!;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) =>
        _client.PostAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
}
