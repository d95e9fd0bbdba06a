using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.ContractTests.Server;

/// <summary>
/// The provider of the recording: a code <c>ID~EMAIL~OPTS</c> says what it answers, <c>bad</c>, <c>err500</c>, <c>notjson</c> and
/// <c>noat</c> how it fails.
/// </summary>
public sealed class RecordedProvider : IAsyncDisposable
{
    private const string TokenPrefix = "at~";

    private readonly WebApplication app;

    private RecordedProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/token", (Delegate)ExchangeAsync);
        app.MapGet("/profile", (Delegate)Profile);
    }

    public string Address { get; private set; } = "";

    public static async Task<RecordedProvider> StartAsync()
    {
        var provider = new RecordedProvider();
        await provider.app.StartAsync();
        provider.Address = provider.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<IResult> ExchangeAsync(HttpContext context)
    {
        var code = (await context.Request.ReadFormAsync())["code"].ToString();
        return code switch
        {
            "bad" => Results.Json(new { error = "invalid_grant" }, statusCode: 400),
            "err500" => Results.Text("error", statusCode: 500),
            "notjson" => Results.Text("not JSON"),
            "noat" => Results.Json(new { token_type = "bearer" }),
            _ => Results.Json(TokenOf(code)),
        };
    }

    private static Dictionary<string, object> TokenOf(string code)
    {
        var token = new Dictionary<string, object> { ["access_token"] = TokenPrefix + code, ["token_type"] = "bearer", ["expires_in"] = 3600 };
        foreach (var option in Parts(code)[2].Split(','))
        {
            if (option == "noexp")
                token.Remove("expires_in");
            else if (option == "rt")
                token["refresh_token"] = "rt~" + code;
            else if (option.StartsWith("at=", StringComparison.Ordinal))
                token["expires_at"] = int.Parse(option[3..], CultureInfo.InvariantCulture);
        }

        return token;
    }

    private static IResult Profile(HttpContext context)
    {
        var parts = Parts(context.Request.Headers.Authorization.ToString()["Bearer ".Length..][TokenPrefix.Length..]);
        return parts[2] == "profile500" ? Results.Text("error", statusCode: 500)
            : Results.Json(new { id = parts[0], email = parts[1].Length == 0 ? null : parts[1] });
    }

    private static string[] Parts(string code) => [.. code.Split('~').Concat(["", "", ""]).Take(3)];
}
