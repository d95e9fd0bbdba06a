using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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

    public bool IsFile(string name) => _files.Contains(name);

    private async Task<string?> ReadUrlEncodedAsync(HttpRequest request)
    {
        // The size of the request bounds names and values, so the count is the only limit that can be met here.
        var limits = new FormOptions { ValueCountLimit = MaximumFields, KeyLengthLimit = int.MaxValue, ValueLengthLimit = int.MaxValue };
        try
        {
            foreach (var (name, values) in await request.ReadFormAsync(limits, request.HttpContext.RequestAborted).ConfigureAwait(false))
                _values[name] = values[^1] ?? "";
            return null;
        }
        catch (InvalidDataException)
        {
            return TooManyFields;
        }
    }

    private async Task<string?> ReadMultipartAsync(HttpRequest request, MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            return MissingBoundary;

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
