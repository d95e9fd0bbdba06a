using System.Collections.Concurrent;
using System.Reflection;

namespace FastApiUsers.Users;

/// <summary>
/// Copies users for requests, which may change theirs: by their own <see cref="ICloneable"/>, else field by field, which shares what
/// the fields refer to.
/// </summary>
internal static class UserCopy
{
    private const string Immutable = "System.Collections.Immutable";
    private const string Frozen = "System.Collections.Frozen";

    private static readonly Func<object, object> CopyFields =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private static readonly ConcurrentDictionary<Type, string?> Shared = [];

    public static TUser Of<TUser>(TUser user)
        where TUser : class => (TUser)(user is ICloneable own ? own.Clone() : CopyFields(user));

    /// <summary>Whether copies have nothing in common that can be changed. A class that a database derives, such as a proxy, is judged by itself.</summary>
    public static bool IsSafe(Type type) => FindShared(type) is null;

    /// <summary>The name of a property or field whose object copies would share and could change, or <see langword="null"/>.</summary>
    public static string? FindShared(Type type) => Shared.GetOrAdd(type, static type =>
    {
        if (type.IsAssignableTo(typeof(ICloneable)))
            return null;

        var seen = new HashSet<Type>();
        return FieldsOf(type).FirstOrDefault(field => !IsImmutable(field.FieldType, seen)) is { } shared ? NameOf(shared) : null;
    });

    // A type within itself is as good as its other fields are.
    private static bool IsImmutable(Type type, HashSet<Type> seen) =>
        type.IsPrimitive || type == typeof(string) || type == typeof(Uri) || !seen.Add(type)
        || (IsImmutableCollection(type)
            ? type.GenericTypeArguments.All(item => IsImmutable(item, seen))
            : type.IsValueType
                ? FieldsOf(type).All(field => IsImmutable(field.FieldType, seen))
                : type is { IsSealed: true, IsArray: false } && FieldsOf(type).All(field => field.IsInitOnly && IsImmutable(field.FieldType, seen)));

    // Builders are nested types.
    private static bool IsImmutableCollection(Type type) => type is { IsGenericType: true, IsNested: false, Namespace: Immutable or Frozen };

    private static IEnumerable<FieldInfo> FieldsOf(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
        }
    }

    // The compiler's field of a property is named <Property>k__BackingField.
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
