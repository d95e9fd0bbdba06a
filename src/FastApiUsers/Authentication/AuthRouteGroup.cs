namespace FastApiUsers.Authentication;

/// <summary>Marks the routes of one mapping of a backend, which an application may map at several places.</summary>
internal sealed class AuthRouteGroup(string backend)
{
    public string Backend => backend;
}
