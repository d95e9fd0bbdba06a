using System.Text;
using System.Text.Json.Serialization;
using FastApiUsers.Errors;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Routes;

/// <summary>The form of a sign-in: the password grant of RFC 6749 section 4.3.2, with the grant type left to the client.</summary>
internal sealed class LoginForm
{
    [JsonPropertyName("grant_type")]
    public string? GrantType { get; init; }

    [JsonPropertyName("username")]
    public required string Username { get; init; }

    [JsonPropertyName("password")]
    public required string Password { get; init; }

    [JsonPropertyName("scope")]
    public string? Scope { get; init; }

    [JsonPropertyName("client_id")]
    public string? ClientId { get; init; }

    [JsonPropertyName("client_secret")]
    public string? ClientSecret { get; init; }

    /// <returns>The form, or the answer that says what is wrong with it.</returns>
    public static async Task<(LoginForm? Form, IResult? Refusal)> ReadAsync(HttpRequest request, FastApiUsersOptions options)
    {
        var (fields, problem) = await FormFields.ReadAsync(request).ConfigureAwait(false);
        if (fields is null)
            return (null, ErrorResult.BadRequest(options.ErrorFormat, problem!));

        var errors = new List<ValidationError>();
        var username = fields.Require("username", errors);
        var password = fields.Require("password", errors);
        fields.CheckGrantType("password", errors);
        if (Encoding.UTF8.GetByteCount(password) > options.MaximumPasswordBytes)
            errors.Add(BodyRules.PasswordTooLong(options));

        return errors.Count > 0
            ? (null, ErrorResult.Invalid(options.ErrorFormat, errors))
            : (new LoginForm { Username = username, Password = password }, null);
    }
}
