using FastApiUsers.Schemas;

namespace Snippets;

/// <summary>What answers show of a session, and whether it is one of the browser.</summary>
public sealed class DeviceRead : BaseSessionRead
{
    public bool IsBrowser => Backend == "cookie";
}
