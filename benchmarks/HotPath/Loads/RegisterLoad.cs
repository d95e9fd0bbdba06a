using System.Net.Http.Json;
using HotPath.Data;
using HotPath.Servers;

namespace HotPath.Loads;

/// <summary>Registrations, each of somebody else.</summary>
internal sealed class RegisterLoad : ILoad
{
    private const string Path = "/auth/register";

    public string Driver => "wrk, script";

    public Task<LoadResult> RunAsync(ServerProcess server, TimeSpan time, CancellationToken cancellationToken) =>
        Wrk.RunAsync("register.lua", new Uri(server.Address, Path), null, time, cancellationToken, Prefix(), Seed.Password);

    public async Task RunAsync(ServerProcess server, int requests, CancellationToken cancellationToken)
    {
        for (var i = 0; i < requests; i++)
        {
            using var response = await server.Client.PostAsJsonAsync(Path, new { email = $"{Prefix()}@example.com", password = Seed.Password }, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    private static string Prefix() => "new" + Guid.CreateVersion7().ToString("N");
}
