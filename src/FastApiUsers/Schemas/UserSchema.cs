using System.Text.Json.Serialization;

namespace FastApiUsers.Schemas;

/// <summary>A body that creates or changes a user. It knows which of its properties the body named.</summary>
public abstract class UserSchema
{
    private HashSet<string>? _given;

    /// <summary>
    /// Whether a property was given: named by the body, or, in a schema that a program made, not <see langword="null"/> or marked
    /// with <see cref="MarkGiven"/>.
    /// </summary>
    /// <param name="property">The C# name of the property.</param>
    public bool IsGiven(string property)
    {
        if (_given?.Contains(property) == true)
            return true;
        return !WasRead && GetType().GetProperty(property)?.GetValue(this) is not null;
    }

    /// <summary>Marks properties as given, so that a program can set one to <see langword="null"/> on purpose.</summary>
    /// <param name="properties">The C# names of the properties.</param>
    public void MarkGiven(params IEnumerable<string> properties) => (_given ??= []).UnionWith(properties);

    /// <summary>Whether the schema was read from a body, whose member names then decide what is given.</summary>
    [JsonIgnore]
    internal bool WasRead { get; set; }
}
