using System.Text.Json;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.OpenApi;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The provider routes and those of the Redis backend are not of this application.
    private static readonly string Recorded = Path.Combine(AppContext.BaseDirectory, "openapi.json");

    [Fact]
    public async Task The_document_is_as_approved() =>
        Approval.Verify("openapi.json", JsonSerializer.Serialize(await GetDocumentAsync(), Indented) + "\n");

    [Fact]
    public async Task Each_route_has_the_operation_id_and_the_error_codes_of_the_original()
    {
        var original = JsonDocument.Parse(File.ReadAllText(Recorded)).RootElement.GetProperty("paths");
        var ours = (await GetDocumentAsync()).GetProperty("paths");

        foreach (var path in ours.EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                var recorded = original.GetProperty(path.Name).GetProperty(method.Name);
                Assert.Equal(recorded.GetProperty("operationId").GetString(), method.Value.GetProperty("operationId").GetString());
                Assert.Equal(Codes(recorded), Codes(method.Value));
            }
        }
    }

    [Fact]
    public async Task Problem_details_are_described_where_they_are_sent()
    {
        var document = await GetDocumentAsync(new Dictionary<string, string?> { ["FastApiUsers:ErrorFormat"] = "ProblemDetails" });

        var responses = document.GetProperty("paths").GetProperty("/users/me").GetProperty("patch").GetProperty("responses");

        Assert.Equal(["application/problem+json"], responses.GetProperty("401").GetProperty("content").EnumerateObject().Select(content => content.Name));
        var example = responses.GetProperty("400").GetProperty("content").GetProperty("application/problem+json").GetProperty("examples")
            .GetProperty("UPDATE_USER_INVALID_PASSWORD").GetProperty("value");
        Assert.Equal("UPDATE_USER_INVALID_PASSWORD", example.GetProperty("code").GetString());
    }

    private static string[] Codes(JsonElement operation) =>
        operation.GetProperty("responses").TryGetProperty("400", out var refused)
            ? [.. refused.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Select(example => example.Name).Order()]
            : [];

    private static async Task<JsonElement> GetDocumentAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        await using var app = await Castle.StartAsync(
            users => users.Services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
            {
                document.Servers?.Clear();
                return Task.CompletedTask;
            })),
            app => app.MapOpenApi("/openapi.json"),
            settings);
        return (await app.SendAsync(HttpMethod.Get, "/openapi.json")).Body;
    }
}
