using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FastApiUsers.EntityFrameworkCore.Model;

/// <summary>
/// What PostgreSQL needs beside the provider's own column types, which are those of the original: a unique index on
/// <c>lower(email)</c>, which a model of Entity Framework Core cannot hold.
/// </summary>
internal static class PostgreSqlStorage
{
    public const string ProviderName = "Npgsql.EntityFrameworkCore.PostgreSQL";

    private const string Annotation = StorageConvention.Annotation + ":EmailIndex";

    // The provider takes only times of UTC, and a request may say any offset.
    private static readonly ValueConverter<DateTimeOffset, DateTimeOffset> OffsetToUtc = new(time => time.ToUniversalTime(), time => time);

    private static readonly ValueConverter<DateTime, DateTime> TimeToUtc =
        new(time => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime(), time => time);

    public static void Configure(IConventionProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(DateTimeOffset))
            property.Builder.HasConversion(OffsetToUtc);
        else if (type == typeof(DateTime) && property.GetColumnTypeConfigurationSource() is null)
            property.Builder.HasConversion(TimeToUtc);
    }

    public static void ConfigureUser(IConventionEntityType user)
    {
        if (user.GetTableName() is { } table)
            user.Builder.HasAnnotation(Annotation, $"ix_{table}_email_lower");
    }

    /// <summary>The indexes on the lower-case e-mail addresses of a model's tables, by schema and name.</summary>
    public static IReadOnlyDictionary<(string? Schema, string Name), EmailIndex> FindEmailIndexes(IRelationalModel? model)
    {
        var indexes = new Dictionary<(string? Schema, string Name), EmailIndex>();
        foreach (var table in model?.Tables ?? [])
        {
            foreach (var type in table.EntityTypeMappings.Select(mapping => mapping.TypeBase))
            {
                if (type.FindAnnotation(Annotation)?.Value is string name)
                    indexes[(table.Schema, name)] = new EmailIndex(name, table, type.FindProperty(nameof(Users.IUser<>.Email))!.GetColumnName());
            }
        }

        return indexes;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>An index on the lower-case e-mail addresses of a table.</summary>
    internal sealed record EmailIndex(string Name, ITable Table, string Column)
    {
        public string CreateSql =>
            $"CREATE UNIQUE INDEX {Quote(Name)} ON {Schema}{Quote(Table.Name)} (lower({Quote(Column)}))";

        public string DropSql => $"DROP INDEX IF EXISTS {Schema}{Quote(Name)}";

        private string Schema => Table.Schema is null ? "" : $"{Quote(Table.Schema)}.";
    }
}
