using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using FastApiUsers.Benchmarks;

if (args is ["--alternate", var rounds])
{
    Console.WriteLine(Machine.Describe());
    Console.WriteLine();
    AlternatingRunner.Run(int.Parse(rounds, CultureInfo.InvariantCulture), Console.Out);
    return;
}

// Reports go next to the program, out of the source tree.
var config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "reports"));
BenchmarkSwitcher.FromAssembly(typeof(Argon2Benchmarks).Assembly).Run(args, config);
