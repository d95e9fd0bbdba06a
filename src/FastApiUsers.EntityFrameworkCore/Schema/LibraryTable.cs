using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>A table that the model wants.</summary>
/// <param name="Operation">What makes it.</param>
/// <param name="Sql">Its name as it stands in statements.</param>
internal sealed record LibraryTable(CreateTableOperation Operation, string Sql)
{
    public string Name => Operation.Name;
}
