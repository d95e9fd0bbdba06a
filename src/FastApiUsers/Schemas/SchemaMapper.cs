using System.Collections.Concurrent;
using System.Reflection;

namespace FastApiUsers.Schemas;

/// <summary>Copies properties of the same name between a user and the application's schemas.</summary>
internal sealed class SchemaMapper
{
    private static readonly ConcurrentDictionary<(Type From, Type To), SchemaMapper> Mappers = new();

    private readonly Pair[] _pairs;

    private SchemaMapper(Type from, Type to)
    {
        _pairs = [.. from.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(source => source.CanRead && source.GetIndexParameters().Length == 0)
            .DistinctBy(source => source.Name)
            .Select(source => Pair.Create(source, to))
            .OfType<Pair>()];
    }

    public static SchemaMapper Between(Type from, Type to) => Mappers.GetOrAdd((from, to), types => new SchemaMapper(types.From, types.To));

    /// <summary>Fills an answer from a user.</summary>
    public static TRead ToRead<TRead>(object user)
    {
        var read = Activator.CreateInstance<TRead>()!;
        foreach (var pair in Between(user.GetType(), typeof(TRead))._pairs)
            pair.Copy(user, read);
        return read;
    }

    /// <summary>
    /// The properties that a schema may set by itself: those that it declares, but never the id, the password, its hash, the
    /// provider accounts or the e-mail address, which the manager handles; and, where <paramref name="safe"/>, none that only a superuser may set.
    /// </summary>
    public IEnumerable<Pair> Allowed(UserSchema schema, bool safe) =>
        _pairs.Where(pair => !pair.IsManaged && !(safe && pair.IsSuperuserOnly) && schema.IsGiven(pair.Name));

    /// <summary>The names of the properties that are given as <see langword="null"/> although the user's cannot be.</summary>
    public IEnumerable<string> ForbiddenNulls(UserSchema schema, bool safe) =>
        Allowed(schema, safe).Where(pair => !pair.AllowsNull && pair.GetValue(schema) is null).Select(pair => pair.Name);

    internal sealed class Pair
    {
        private static readonly string[] Managed = [nameof(BaseUserRead<>.Id), nameof(BaseUserCreate.Email), nameof(BaseUserCreate.Password), "HashedPassword", "OAuthAccounts"];
        private static readonly string[] Flags = [nameof(BaseUserCreate.IsActive), nameof(BaseUserCreate.IsSuperuser), nameof(BaseUserCreate.IsVerified)];

        private readonly PropertyInfo _source;
        private readonly PropertyInfo _target;
        private readonly Action<object, object>? _copy;

        private Pair(PropertyInfo source, PropertyInfo target)
        {
            _source = source;
            _target = target;
            IsManaged = Managed.Contains(source.Name, StringComparer.OrdinalIgnoreCase);
            IsSuperuserOnly = Flags.Contains(source.Name, StringComparer.OrdinalIgnoreCase)
                || source.IsDefined(typeof(SuperuserOnlyAttribute)) || target.IsDefined(typeof(SuperuserOnlyAttribute));
            AllowsNull = new NullabilityInfoContext().Create(target).WriteState != NullabilityState.NotNull;
            _copy = PropertyCopy.TryCreate(source, target, AllowsNull);
        }

        public string Name => _source.Name;

        public bool IsManaged { get; }

        public bool IsSuperuserOnly { get; }

        public bool AllowsNull { get; }

        public static Pair? Create(PropertyInfo source, Type to)
        {
            if (to.GetProperty(source.Name, BindingFlags.Public | BindingFlags.Instance) is not { SetMethod.IsPublic: true } target)
                return null;

            var type = Nullable.GetUnderlyingType(source.PropertyType) ?? source.PropertyType;
            var targetType = Nullable.GetUnderlyingType(target.PropertyType) ?? target.PropertyType;
            if (!targetType.IsAssignableFrom(type))
            {
                throw new InvalidOperationException(
                    $"{source.DeclaringType}.{source.Name} is a {source.PropertyType}, but {target.DeclaringType}.{target.Name} is a {target.PropertyType}. Give both one type, or different names.");
            }

            return new Pair(source, target);
        }

        public object? GetValue(object from) => _source.GetValue(from);

        public void Copy(object from, object to)
        {
            // A nullable property of a schema over one of the user that is not: no value, no change.
            if (_copy is not null)
                _copy(from, to);
            else if (GetValue(from) is { } value)
                _target.SetValue(to, value);
            else if (AllowsNull)
                _target.SetValue(to, null);
        }
    }
}
