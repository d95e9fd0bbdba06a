using HotPath.Loads;
using HotPath.Servers;

namespace HotPath.Rows;

/// <summary>A line of the table.</summary>
internal sealed record Row(string Name, Variant Variant, ILoad Load);
