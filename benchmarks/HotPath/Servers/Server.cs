using HotPath.Limits;
using HotPath.Peer;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HotPath.Servers;

/// <summary>One server, alone in its process. It ends when its standard input does, so that it never outlives the one who measures.</summary>
internal static class Server
{
    public const string Secret = "hot path hot path hot path hot path hot path";
    public const string Ready = "READY ";

    public static async Task RunAsync(ServerSettings settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("HOTPATH_LOG") is not null)
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Counter.IsOn = settings.Counts;

        var map = settings.Side switch
        {
            Side.Limit => LimitServer.Add(builder, settings),
            Side.Ours => OurServer.Add(builder, settings),
            _ => PeerServer.Add(builder, settings),
        };
        await using var app = builder.Build();
        map(app);
        SideRoutes.Map(app, settings);
        await app.StartAsync();

        Console.WriteLine(Ready + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }
}
