using System.Globalization;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FastApiUsers.EntityFrameworkCore.Model;

/// <summary>The column types of the original on SQLite: ids as 36 lower-case characters, times as text with microseconds.</summary>
internal static class SqliteStorage
{
    public const string ProviderName = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>SQLite's own collation that folds ASCII letters.</summary>
    public const string CaseInsensitive = "NOCASE";

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    private static readonly ValueConverter<Guid, string> GuidToText = new(id => id.ToString("D"), text => Guid.Parse(text));

    private static readonly ValueConverter<DateTimeOffset, string> TimeToText = new(time => ToText(time), text => ToTime(text));

    public static void Configure(IConventionProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(Guid))
        {
            property.Builder.HasConversion(GuidToText);
            property.Builder.HasColumnType("CHAR(36)");
        }
        else if (type == typeof(DateTimeOffset))
        {
            property.Builder.HasConversion(TimeToText);
            property.Builder.HasColumnType("TIMESTAMP");
        }
        else if (type == typeof(bool))
        {
            property.Builder.HasColumnType("BOOLEAN");
        }
        else if (type == typeof(string) && property.GetMaxLength() is { } length)
        {
            property.Builder.HasColumnType(string.Create(CultureInfo.InvariantCulture, $"VARCHAR({length})"));
        }

        // One address is one user whatever its case: the unique index and the look-up go by the column's collation.
        if (property.Name == nameof(IUser<>.Email) && property.IsConcurrencyToken)
            property.Builder.UseCollation(CaseInsensitive);
    }

    private static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset ToTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
