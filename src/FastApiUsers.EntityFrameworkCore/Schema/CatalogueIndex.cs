namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>An index that the database has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsUnique">Whether it is unique.</param>
/// <param name="IsPlain">Whether it holds all rows and serves every look-up by its keys.</param>
/// <param name="Keys">Its columns, as <see cref="IndexKey.Text"/> has them.</param>
internal sealed record CatalogueIndex(string Name, bool IsUnique, bool IsPlain, IReadOnlyList<string> Keys);
