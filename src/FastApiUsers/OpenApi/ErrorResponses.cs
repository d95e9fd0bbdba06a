using System.Text.Json;
using System.Text.Json.Nodes;
using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.Json;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace FastApiUsers.OpenApi;

/// <summary>The error answers of one operation, in the configured format, with the very bodies that are sent for examples.</summary>
internal sealed class ErrorResponses(OpenApiOperation operation, ErrorFormat format)
{
    private const string Json = "application/json";

    private readonly string _contentType = ErrorResult.ContentTypeOf(format);

    /// <summary>Says who is kept out.</summary>
    public void AddDenials(IReadOnlyList<UserRequirement> requirements)
    {
        if (requirements.Count > 0)
            Deny(StatusCodes.Status401Unauthorized, "Missing token or inactive user.");
        if (requirements.Any(requirement => requirement.Superuser))
            Deny(StatusCodes.Status403Forbidden, "Not a superuser.");
        else if (requirements.Any(requirement => requirement.Verified))
            Deny(StatusCodes.Status403Forbidden, "Not verified.");
    }

    /// <summary>Gives the answers of a route of the library their examples: one for each code.</summary>
    public void Describe(IReadOnlyList<ErrorExample> examples)
    {
        if (Find(StatusCodes.Status400BadRequest) is { } refused)
        {
            Content(refused).Examples = examples.ToDictionary(example => example.Code, example => (IOpenApiExample)new OpenApiExample
            {
                Summary = example.Summary, Value = ToNode(ErrorResult.BadRequest(format, example.Code, example.Reason)),
            });
        }

        if (Find(StatusCodes.Status404NotFound) is { } missing)
        {
            missing.Description = "The user does not exist.";
            Content(missing).Example = ToNode(ErrorResult.Status(format, StatusCodes.Status404NotFound));
        }

        if (Find(StatusCodes.Status422UnprocessableEntity) is { } invalid)
        {
            invalid.Description = "Validation Error";
            Content(invalid).Example = ToNode(ErrorResult.Invalid(format, ValidationError.Missing("email")));
        }

        if (Find(StatusCodes.Status503ServiceUnavailable) is { } busy)
        {
            busy.Description = "Too many passwords are being hashed, or the database does not answer. Retry-After says when to try again.";
            Content(busy).Example = ToNode(ErrorResult.Status(format, StatusCodes.Status503ServiceUnavailable));
        }

        Sort();
    }

    private void Sort()
    {
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in (operation.Responses ?? []).OrderBy(response => response.Key, StringComparer.Ordinal))
            sorted[status] = response;
        operation.Responses = sorted;
    }

    private void Deny(int status, string description)
    {
        operation.Responses ??= [];
        if (Find(status) is not { } response)
            operation.Responses[$"{status}"] = response = new OpenApiResponse();
        response.Description = description;
        Content(response).Example = ToNode(ErrorResult.Status(format, status));
    }

    private OpenApiResponse? Find(int status) =>
        operation.Responses?.TryGetValue($"{status}", out var response) == true ? response as OpenApiResponse : null;

    private OpenApiMediaType Content(OpenApiResponse response)
    {
        response.Content ??= new Dictionary<string, OpenApiMediaType>();
        if (!response.Content.TryGetValue(_contentType, out var content))
            response.Content[_contentType] = content = new OpenApiMediaType();
        if (format == ErrorFormat.ProblemDetails)
        {
            response.Content.Remove(Json);
            content.Schema = new OpenApiSchema { Type = JsonSchemaType.Object };
        }

        return content;
    }

    private static JsonNode? ToNode(ErrorResult error) => JsonSerializer.SerializeToNode(error.Body, WireJson.Options);
}
