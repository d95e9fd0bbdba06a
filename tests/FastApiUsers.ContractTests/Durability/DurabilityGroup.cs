namespace FastApiUsers.ContractTests.Durability;

/// <summary>The tests that end servers. They run one after the other, since each starts several programs.</summary>
[CollectionDefinition(Name)]
public sealed class DurabilityGroup
{
    public const string Name = "Durability";
}
