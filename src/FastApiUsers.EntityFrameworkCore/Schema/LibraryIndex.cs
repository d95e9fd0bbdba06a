using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>An index that the model wants. Where the database has one that does the same, its name does not matter.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Table">Its table.</param>
/// <param name="IsUnique">Whether it is to be unique.</param>
/// <param name="Keys">Its columns.</param>
internal sealed record LibraryIndex(string Name, LibraryTable Table, bool IsUnique, IReadOnlyList<IndexKey> Keys)
{
    /// <summary>What makes an index that is more than its columns, such as a filtered one of the application. It is known by its name.</summary>
    public CreateIndexOperation? Special { get; init; }

    /// <summary>Whether an index of the database does what this one is for.</summary>
    public bool IsServedBy(CatalogueIndex index, StringComparer names)
    {
        if (IsUnique && !index.IsUnique)
            return false;
        if (Special is not null)
            return names.Equals(index.Name, Name);

        var keys = Keys.Select(key => key.Text);
        return index.IsPlain && (IsUnique
            ? index.Keys.Count == Keys.Count && !index.Keys.Except(keys, names).Any()
            : index.Keys.Take(Keys.Count).SequenceEqual(keys, names));
    }

    /// <summary>The same for look-ups only, where rows hinder a unique one.</summary>
    public LibraryIndex NotUnique(string name) => this with { Name = name, IsUnique = false, Special = Special is null ? null : Renamed(Special, name) };

    private static CreateIndexOperation Renamed(CreateIndexOperation operation, string name)
    {
        var renamed = new CreateIndexOperation
        {
            Name = name, Table = operation.Table, Schema = operation.Schema, Columns = operation.Columns, Filter = operation.Filter, IsDescending = operation.IsDescending,
        };
        renamed.AddAnnotations(operation.GetAnnotations());
        return renamed;
    }
}
