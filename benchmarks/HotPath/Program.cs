using System.Runtime.InteropServices;
using HotPath;
using HotPath.Servers;

// benchmarks/run.sh                                                   builds, measures and writes the results
// dotnet run -c Release --project benchmarks/HotPath -- --rounds 3    measures
// dotnet run -c Release --project benchmarks/HotPath -- server …      is one of the servers that are measured
if (args is ["server", ..])
{
    await Server.RunAsync(ServerSettings.Read());
    return 0;
}

var settings = Settings.Parse(args);
using var end = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var measurement = await Measurement.StartAsync(settings, end.Token);
    return await measurement.RunAsync() ? 0 : 1;
}
catch (OperationCanceledException) when (end.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Stopped. Nothing was written.");
    return 130;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    end.Cancel();
}
