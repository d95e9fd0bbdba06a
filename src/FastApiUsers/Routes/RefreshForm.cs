using System.Text.Json.Serialization;
using FastApiUsers.Errors;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Routes;

/// <summary>The form of a refresh: the refresh grant of RFC 6749 section 6, with the grant type left to the client.</summary>
internal sealed class RefreshForm
{
    [JsonPropertyName("grant_type")]
    public string? GrantType { get; init; }

    [JsonPropertyName("refresh_token")]
    public required string RefreshToken { get; init; }

    /// <returns>The refresh token, or the answer that says what is wrong with the form.</returns>
    public static async Task<(string? Token, IResult? Refusal)> ReadAsync(HttpRequest request, FastApiUsersOptions options)
    {
        var (fields, problem) = await FormFields.ReadAsync(request).ConfigureAwait(false);
        if (fields is null)
            return (null, ErrorResult.BadRequest(options.ErrorFormat, problem!));

        var errors = new List<ValidationError>();
        var token = fields.Require("refresh_token", errors);
        fields.CheckGrantType("refresh_token", errors);
        return errors.Count > 0 ? (null, ErrorResult.Invalid(options.ErrorFormat, errors)) : (token, null);
    }
}
