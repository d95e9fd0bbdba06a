using System.Globalization;
using System.Reflection;
using System.Text;

namespace FastApiUsers.Tests.Support;

/// <summary>Writes down what an assembly shows to others: a line a type and a line a member, sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"    {line}\n");
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var bases = new List<Type>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            bases.Add(parent);
        bases.AddRange(type.GetInterfaces().Where(contract => contract.IsVisible).Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(Name, StringComparer.Ordinal));
        return $"{kind} {type.Namespace}.{Name(type)}{(bases.Count > 0 ? " : " + string.Join(", ", bases.Select(Name)) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");

        return type.GetMembers(Declared).Where(member => !member.Name.Contains('<', StringComparison.Ordinal)).Select(member => member switch
        {
            ConstructorInfo constructor when IsSeen(constructor) => $"{Access(constructor)}{Name(type)}({Parameters(constructor)})",
            MethodInfo method when IsSeen(method) && !method.IsSpecialName => $"{Access(method)}{Return(method)} {method.Name}{Arguments(method)}({Parameters(method)})",
            PropertyInfo property when property.GetAccessors(true).Any(IsSeen) => Property(property),
            FieldInfo field when field.IsPublic || field.IsFamily => field.IsLiteral ? $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}" : $"{Name(field.FieldType)} {field.Name}",
            _ => null,
        }).OfType<string>();
    }

    private static string Property(PropertyInfo property)
    {
        var nullable = Nullability.Create(property).ReadState == NullabilityState.Nullable && !property.PropertyType.IsValueType ? "?" : "";
        var setter = property.SetMethod is { } set && IsSeen(set)
            ? set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? " init;" : " set;"
            : "";
        return $"{Access(property.GetAccessors(true)[0])}{Name(property.PropertyType)}{nullable} {property.Name} {{ get;{setter} }}";
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "")
        + (method is { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false, DeclaringType.IsSealed: false } ? method.IsAbstract ? "abstract " : "virtual " : "");

    private static string Return(MethodInfo method) => Name(method.ReturnType) + Mark(method.ReturnParameter);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)}{Mark(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.DefaultValue ?? "default") : "")}"));

    private static string Mark(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.Nullable ? "?" : "";

    private static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.Name;
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
