using LoginStorm;

// dotnet run -c Release --project benchmarks/LoginStorm            measures, with a server of its own in a second process
// dotnet run -c Release --project benchmarks/LoginStorm -- server   is that server
if (args is ["server", ..])
{
    await StormServer.RunAsync(args[1..]);
    return;
}

await using var server = await ServerProcess.StartAsync();
using var storm = new Storm(server);
Console.WriteLine(await storm.MeasureAsync());
