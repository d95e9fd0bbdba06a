using System.Text.Json.Serialization;
using FastApiUsers.Errors;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Routes;

/// <summary>The form that exchanges a code: the authorization code grant of RFC 6749 section 4.1.3 with RFC 7636 section 4.5, and the grant type left to the client.</summary>
internal sealed class OAuthCodeForm
{
    [JsonPropertyName("grant_type")]
    public string? GrantType { get; init; }

    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("code_verifier")]
    public required string CodeVerifier { get; init; }

    /// <returns>The form, or the answer that says what is wrong with it.</returns>
    public static async Task<(OAuthCodeForm? Form, IResult? Refusal)> ReadAsync(HttpRequest request, FastApiUsersOptions options)
    {
        var (fields, problem) = await FormFields.ReadAsync(request).ConfigureAwait(false);
        if (fields is null)
            return (null, ErrorResult.BadRequest(options.ErrorFormat, problem!));

        var errors = new List<ValidationError>();
        var form = new OAuthCodeForm { Code = fields.Require("code", errors), CodeVerifier = fields.Require("code_verifier", errors) };
        fields.CheckGrantType("authorization_code", errors);
        return errors.Count > 0 ? (null, ErrorResult.Invalid(options.ErrorFormat, errors)) : (form, null);
    }
}
