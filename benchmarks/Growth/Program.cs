using System.Globalization;
using FastApiUsers.TestServers;
using Growth;

// dotnet run -c Release --project benchmarks/Growth               measures 1,000, 100,000 and 1,000,000 users on SQLite and on PostgreSQL
// dotnet run -c Release --project benchmarks/Growth -- 1000 5000   other numbers of users
int[] sizes = args.Length > 0 ? [.. args.Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [1_000, 100_000, 1_000_000];

foreach (var kind in Enum.GetValues<DatabaseKind>())
    Console.WriteLine(await Comparison.RunAsync(kind, sizes));
