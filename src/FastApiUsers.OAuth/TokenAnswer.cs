using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>Reads the answer of a token endpoint (RFC 6749 section 5.1).</summary>
internal static class TokenAnswer
{
    public static OAuthToken Read(ProviderAnswer answer, DateTimeOffset now)
    {
        var json = answer.JsonObject();

        // GitHub, Naver and others answer 200 with an error.
        if (json.Member("error").ValueKind is not JsonValueKind.Undefined and not JsonValueKind.Null)
        {
            var error = ProviderError.Read(json);
            throw new OAuthException(
                OAuthFailure.Refused, $"{answer.Provider}: the {answer.What} was refused{(error is null ? "" : $" with the error {error}")}.", error);
        }

        return new OAuthToken
        {
            AccessToken = json.Text("access_token") is { } token && IsVisible(token)
                ? token
                : throw new OAuthException(OAuthFailure.BadAnswer, $"{answer.Provider}: the answer to the {answer.What} has no access_token."),
            ExpiresAt = ExpiresAt(json, now),
            RefreshToken = json.Text("refresh_token"),
            IdToken = json.Text("id_token"),
            Response = json,
        };
    }

    // RFC 6749 appendix A.12: one that is not of these would not fit into a header.
    private static bool IsVisible(string token) => token.All(c => c is >= ' ' and <= '~');

    // In whole seconds, as the original counts them.
    private static DateTimeOffset? ExpiresAt(JsonElement json, DateTimeOffset now)
    {
        var seconds = json.Seconds("expires_at") ?? now.ToUnixTimeSeconds() + json.Seconds("expires_in");
        return seconds is { } at && at <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
    }
}
