using FastApiUsers.Schemas;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Routes;

/// <summary>The answers that say nothing: the JSON text <c>null</c>, as the original sends it.</summary>
internal static class EmptyAnswer
{
    public static IResult Ok { get; } = TypedResults.Json<object?>(null, SchemaJson.Options);

    public static IResult Accepted { get; } = TypedResults.Json<object?>(null, SchemaJson.Options, statusCode: StatusCodes.Status202Accepted);
}
