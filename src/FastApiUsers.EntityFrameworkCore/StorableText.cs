using FastApiUsers.EntityFrameworkCore.Model;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>
/// Which texts a database can hold. It is judged before the database is asked, whose error would not name the column and would
/// end a transaction: a column's length the same on every database, though SQLite does not mind it, and U+0000 by PostgreSQL,
/// which has no text with it.
/// </summary>
internal static class StorableText
{
    private const char Nul = '\0';

    /// <summary>Whether a value can be in the database. A look-up of one that cannot finds nothing.</summary>
    public static bool CanHold<TValue>(DbContext context, TValue value) =>
        value is not string text || !text.Contains(Nul, StringComparison.Ordinal) || !RefusesNul(context);

    /// <summary>Judges what is about to be stored of an entity.</summary>
    /// <exception cref="ValueNotStorableException">A text is too long for its column, or has a character that the database cannot hold.</exception>
    public static void Check(EntityEntry entry)
    {
        entry.DetectChanges();
        foreach (var property in entry.Properties.Where(property => entry.State == EntityState.Added || property.IsModified))
        {
            if (ToStored(property) is not string text)
                continue;
            if (!CanHold(entry.Context, text))
                throw new ValueNotStorableException(property.Metadata.Name, "String should not contain the character U+0000");
            if (property.Metadata.GetMaxLength() is { } limit && text.Length > limit && text.EnumerateRunes().Count() > limit)
                throw new ValueNotStorableException(property.Metadata.Name, $"String should have at most {limit} characters");
        }
    }

    private static object? ToStored(PropertyEntry property) =>
        property.Metadata.GetTypeMapping().Converter is { } converter && property.CurrentValue is { } value
            ? converter.ConvertToProvider(value)
            : property.CurrentValue;

    private static bool RefusesNul(DbContext context) => context.Database.ProviderName == PostgreSqlStorage.ProviderName;
}
