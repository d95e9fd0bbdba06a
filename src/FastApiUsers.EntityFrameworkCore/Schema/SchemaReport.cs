namespace FastApiUsers.EntityFrameworkCore;

/// <summary>What <see cref="FastApiUsersSchema.EnsureAsync"/> did and what it found.</summary>
public sealed class SchemaReport
{
    /// <summary>Whether the database itself was missing and was made.</summary>
    public required bool CreatedDatabase { get; init; }

    /// <summary>The tables that were missing and were made.</summary>
    public required IReadOnlyList<string> CreatedTables { get; init; }

    /// <summary>The indexes that were missing and were made, by their names.</summary>
    public required IReadOnlyList<string> CreatedIndexes { get; init; }

    /// <summary>What works but wants an administrator's attention, a sentence or two each. It stays here in every report until it is mended.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether nothing was missing.</summary>
    public bool IsUnchanged => !CreatedDatabase && CreatedTables.Count == 0 && CreatedIndexes.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines());

    private IEnumerable<string> Lines()
    {
        if (IsUnchanged)
            yield return "Nothing was missing.";
        if (CreatedDatabase)
            yield return "Created the database.";
        foreach (var table in CreatedTables)
            yield return $"Created the table {table}.";
        foreach (var index in CreatedIndexes)
            yield return $"Created the index {index}.";
        foreach (var warning in Warnings)
            yield return $"Warning: {warning}";
    }
}
