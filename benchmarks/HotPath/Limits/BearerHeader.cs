namespace HotPath.Limits;

internal static class BearerHeader
{
    private const string Scheme = "Bearer ";

    public static bool TryRead(HttpRequest request, out ReadOnlySpan<char> token)
    {
        token = default;
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.Ordinal))
            return false;

        token = header.AsSpan(Scheme.Length);
        return true;
    }
}
