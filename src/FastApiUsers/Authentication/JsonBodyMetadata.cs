namespace FastApiUsers.Authentication;

/// <summary>Marks an endpoint with a JSON body, whose form is judged before the user is.</summary>
internal sealed class JsonBodyMetadata
{
    public static JsonBodyMetadata Instance { get; } = new();
}
