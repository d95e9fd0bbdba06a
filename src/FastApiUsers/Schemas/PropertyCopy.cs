using System.Reflection;

namespace FastApiUsers.Schemas;

/// <summary>Copies a property to one of the same type by the delegates of both, without reflection and without boxing its value.</summary>
internal static class PropertyCopy
{
    private static readonly MethodInfo Typed = typeof(PropertyCopy).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The copy, or <see langword="null"/> where the properties are not of one type, or not of classes.</summary>
    public static Action<object, object>? TryCreate(PropertyInfo source, PropertyInfo target, bool allowsNull) =>
        source.PropertyType == target.PropertyType && source.ReflectedType is { IsValueType: false } from && target.ReflectedType is { IsValueType: false } to
            ? (Action<object, object>)Typed.MakeGenericMethod(from, to, source.PropertyType).Invoke(null, [source, target, allowsNull])!
            : null;

    private static Action<object, object> Create<TFrom, TTo, TValue>(PropertyInfo source, PropertyInfo target, bool allowsNull)
        where TFrom : class
        where TTo : class
    {
        var get = source.GetGetMethod(nonPublic: true)!.CreateDelegate<Func<TFrom, TValue?>>();
        var set = target.SetMethod!.CreateDelegate<Action<TTo, TValue?>>();
        return (from, to) =>
        {
            var value = get((TFrom)from);
            if (allowsNull || value is not null)
                set((TTo)to, value);
        };
    }
}
