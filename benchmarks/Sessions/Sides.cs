namespace Sessions;

/// <summary>The turns of a path without sessions and with them; those of a round stand at the same place.</summary>
internal sealed class Sides
{
    public List<Turn> Off { get; } = [];

    public List<Turn> On { get; } = [];

    public double MedianOff(Func<Turn, double> figure) => Quantile(Off.Select(figure), 0.5);

    public double MedianOn(Func<Turn, double> figure) => Quantile(On.Select(figure), 0.5);

    public double Ratio(Func<Turn, double> figure) => MedianOn(figure) / MedianOff(figure);

    /// <summary>A quantile of the ratios of the rounds.</summary>
    public double RatioOfRounds(Func<Turn, double> figure, double quantile) => Quantile(Off.Zip(On, (off, on) => figure(on) / figure(off)), quantile);

    private static double Quantile(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        var place = quantile * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
