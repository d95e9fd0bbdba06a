using System.Globalization;

namespace HotPath;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    /// <summary>How often each row has its turn.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>How long a turn is.</summary>
    public TimeSpan Turn { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a row runs before it is measured.</summary>
    public TimeSpan WarmUp { get; private init; } = TimeSpan.FromSeconds(6);

    /// <summary>Only rows whose name contains one of these texts, which semicolons part.</summary>
    public string[] Only { get; private init; } = [];

    /// <summary>Where the results go, without the extension; to the console alone where it is missing.</summary>
    public string? Output { get; private init; }

    /// <summary>The published Quickstart, by how it was published; empty where its start is not measured.</summary>
    public IReadOnlyDictionary<string, string> Quickstarts { get; private init; } = new Dictionary<string, string>();

    public static Settings Parse(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new ArgumentException($"{args[i]} needs a value.", nameof(args));
            var value = args[i + 1];
            settings = args[i] switch
            {
                "--rounds" => settings with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => settings with { Turn = Seconds(value) },
                "--warm-up" => settings with { WarmUp = Seconds(value) },
                "--only" => settings with { Only = value.Split(';') },
                "--output" => settings with { Output = value },
                "--quickstart" => settings with { Quickstarts = new Dictionary<string, string>(settings.Quickstarts) { ["plain"] = value } },
                "--quickstart-r2r" => settings with { Quickstarts = new Dictionary<string, string>(settings.Quickstarts) { ["ReadyToRun"] = value } },
                _ => throw new ArgumentException($"{args[i]} is unknown: --rounds, --seconds, --warm-up, --only, --output, --quickstart, --quickstart-r2r.", nameof(args)),
            };
        }

        return settings;
    }

    private static TimeSpan Seconds(string value) => TimeSpan.FromSeconds(int.Parse(value, CultureInfo.InvariantCulture));
}
