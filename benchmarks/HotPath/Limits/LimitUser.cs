using System.Text.Json.Serialization;

namespace HotPath.Limits;

/// <summary>The answer of <c>/users/me</c>.</summary>
internal sealed record LimitUser(Guid Id, string Email, bool IsActive, bool IsSuperuser, bool IsVerified);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LimitUser))]
internal sealed partial class LimitJson : JsonSerializerContext;
