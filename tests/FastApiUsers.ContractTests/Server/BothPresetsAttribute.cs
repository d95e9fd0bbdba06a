using System.Reflection;
using Xunit.Sdk;

namespace FastApiUsers.ContractTests.Server;

/// <summary>Runs a theory under each preset: its parameter is the <see cref="Preset"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothPresetsAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Preset.Modern], [Preset.Original]];
}
