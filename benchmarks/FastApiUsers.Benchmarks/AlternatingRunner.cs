using System.Diagnostics;
using System.Globalization;

namespace FastApiUsers.Benchmarks;

/// <summary>
/// Measures ours and theirs in turns within one run, so that a machine which is busy with something else is so for both. Prints Markdown.
/// </summary>
internal static class AlternatingRunner
{
    private const int WarmUps = 3;

    public static void Run(int rounds, TextWriter output)
    {
        var hashing = new PasswordHashing();
        hashing.Check(lanes: 4, threads: 2);

        output.WriteLine(
            "| times in ms | ours min | ours median | ours max | theirs min | theirs median | theirs max | min ratio | median ratio |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (lanes, threads) in new[] { (1, 1), (4, 1), (4, 2) })
        {
            var name = $"Argon2id m=65536 t=3 p={lanes}, {(threads == 1 ? "1 thread" : $"{threads} threads")}";
            Compare(name, rounds, output, () => hashing.Argon2Ours(lanes, threads), () => hashing.Argon2System(lanes, threads));
        }

        Compare("bcrypt cost 12", rounds, output, hashing.BcryptOurs, hashing.BcryptSystem);
    }

    private static void Compare(string name, int rounds, TextWriter output, Action ours, Action theirs)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            ours();
            theirs();
        }

        var (left, right) = (new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            left[i] = Measure(ours);
            right[i] = Measure(theirs);
        }

        Array.Sort(left);
        Array.Sort(right);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {left[0]:0.0} | {Median(left):0.0} | {left[^1]:0.0} | {right[0]:0.0} | {Median(right):0.0} | {right[^1]:0.0} "
            + $"| {left[0] / right[0]:0.000} | {Median(left) / Median(right):0.000} |"));
    }

    private static double Measure(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
