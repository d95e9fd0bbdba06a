using System.Text;
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
            if (FindFault(property) is { } fault)
                throw new ValueNotStorableException(property.Metadata.Name, fault);
        }
    }

    /// <summary>Stores nothing in place of a text that the database cannot hold, halves of a surrogate pair among it.</summary>
    public static void ForgetUnstorable(PropertyEntry property)
    {
        if (property.CurrentValue is string text && (FindFault(property) is not null || !IsUnicode(text)))
            property.CurrentValue = null;
    }

    private static bool IsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static string? FindFault(PropertyEntry property)
    {
        if (ToStored(property) is not string text)
            return null;
        if (!CanHold(property.EntityEntry.Context, text))
            return "String should not contain the character U+0000";
        return property.Metadata.GetMaxLength() is { } limit && text.Length > limit && text.EnumerateRunes().Count() > limit
            ? $"String should have at most {limit} characters"
            : null;
    }

    private static object? ToStored(PropertyEntry property) =>
        property.Metadata.GetTypeMapping().Converter is { } converter && property.CurrentValue is { } value
            ? converter.ConvertToProvider(value)
            : property.CurrentValue;

    private static bool RefusesNul(DbContext context) => context.Database.ProviderName == PostgreSqlStorage.ProviderName;
}
