using System.Net;
using FastApiUsers.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FastApiUsers.Routes;

/// <summary>
/// The fields of a form, urlencoded or multipart. Multipart is read part by part, since a body that is cut short still has the
/// fields that came before, and one with another boundary is an error.
/// </summary>
internal sealed class FormFields
{
    private const int MaximumFields = 1000;
    private const string TooManyFields = "Too many fields. Maximum number of fields is 1000.";
    private const string ParseError = "There was an error parsing the body";
    private const string MissingBoundary = "Missing boundary in multipart.";

    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _files = [];

    /// <returns>The fields, or the text of a 400.</returns>
    public static async Task<(FormFields? Fields, string? Problem)> ReadAsync(HttpRequest request)
    {
        var fields = new FormFields();
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return (fields, null);

        var problem = type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? await fields.ReadUrlEncodedAsync(request).ConfigureAwait(false)
            : type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? await fields.ReadMultipartAsync(request, type).ConfigureAwait(false)
            : null;
        return (problem is null ? fields : null, problem);
    }

    /// <summary>The value of a field. Of several with one name the last one counts.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>The value of a field that has to be there; where it is not, a word about it among the errors.</summary>
    public string Require(string name, List<ValidationError> errors)
    {
        var value = Find(name);
        if (_files.Contains(name))
            errors.Add(ValidationError.InBody(name, "Input should be a valid string", "string_type"));
        else if (string.IsNullOrEmpty(value))
            errors.Add(ValidationError.Missing(name));
        return value ?? "";
    }

    /// <summary>Looks whether the grant type, where there is one, is that of the route.</summary>
    public void CheckGrantType(string expected, List<ValidationError> errors)
    {
        if (Find("grant_type") is { Length: > 0 } type && type != expected)
            errors.Add(ValidationError.InBody("grant_type", $"String should be '{expected}'", "string_pattern_mismatch"));
    }

    // The framework's reader refuses a NUL, which to the original is a character like any other.
    private async Task<string?> ReadUrlEncodedAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        var pairs = body.Split('&', MaximumFields + 1, StringSplitOptions.RemoveEmptyEntries);
        if (pairs.Length > MaximumFields)
            return TooManyFields;

        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            _values[WebUtility.UrlDecode(name)] = equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]);
        }

        return null;
    }

    private async Task<string?> ReadMultipartAsync(HttpRequest request, MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            return MissingBoundary;
        // RFC 2046 section 5.1.1.
        if (boundary.Length > 70)
            return ParseError;

        var reader = new MultipartReader(boundary, request.Body);
        var sections = 0;
        try
        {
            while (await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted).ConfigureAwait(false) is { } section)
            {
                if (++sections > MaximumFields)
                    return TooManyFields;
                await AddAsync(section).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception exception) when (exception is (IOException or InvalidDataException) and not BadHttpRequestException)
        {
            // Nothing began with the boundary: another form. What began and was cut short: the fields so far.
            return sections == 0 ? ParseError : null;
        }
    }

    private async Task AddAsync(MultipartSection section)
    {
        if (section.GetContentDispositionHeader() is not { } disposition || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
            return;

        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
        if (disposition.IsFileDisposition())
        {
            _files.Add(name);
            await section.Body.CopyToAsync(Stream.Null).ConfigureAwait(false);
            return;
        }

        using var text = new StreamReader(section.Body);
        _values[name] = await text.ReadToEndAsync().ConfigureAwait(false);
    }
}
