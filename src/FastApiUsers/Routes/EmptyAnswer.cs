using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Routes;

/// <summary>The answers that say nothing: the JSON text <c>null</c>, as the original sends it.</summary>
internal static class EmptyAnswer
{
    public static IResult Ok { get; } = TypedResults.Text("null", "application/json");

    public static IResult Accepted { get; } = TypedResults.Text("null", "application/json", statusCode: StatusCodes.Status202Accepted);
}
