namespace FastApiUsers.OAuth;

/// <summary>The authorization URL (RFC 6749 section 4.1.1), its parameters in the order of the original.</summary>
internal static class AuthorizationUrl
{
    public static Uri Compose(string endpoint, string clientId, string scope, AuthorizationRequest request, IEnumerable<KeyValuePair<string, string>> own)
    {
        var parameters = new OrderedDictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = clientId,
            ["redirect_uri"] = request.RedirectUri,
        };
        if (request.State is { } state)
            parameters["state"] = state;
        parameters["scope"] = scope;

        if (request.CodeChallenge is { } challenge)
        {
            parameters["code_challenge"] = challenge;
            parameters["code_challenge_method"] = "S256";
        }

        // A parameter that is there already keeps its place.
        foreach (var (name, value) in own.Concat(request.Extra))
            parameters[name] = value;

        // RFC 6749 section 3.1: the endpoint may have a query, which is kept.
        return new Uri($"{endpoint}{(endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{FormUrl.Encode(parameters)}");
    }
}
