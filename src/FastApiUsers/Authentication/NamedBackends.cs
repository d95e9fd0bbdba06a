using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>The backends of a scheme that an endpoint's <c>[Authorize]</c> names as schemes. They are looked for once an endpoint.</summary>
internal sealed class NamedBackends(UserAuthenticationOptions options)
{
    private readonly ConditionalWeakTable<EndpointMetadataCollection, string[]?> _found = [];

    /// <summary>The names; <see langword="null"/> where the endpoint names none.</summary>
    public string[]? Of(EndpointMetadataCollection metadata) =>
        _found.TryGetValue(metadata, out var names) ? names : _found.GetValue(metadata, Find);

    private string[]? Find(EndpointMetadataCollection metadata)
    {
        var schemes = metadata.GetOrderedMetadata<IAuthorizeData>().SelectMany(data => (data.AuthenticationSchemes ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Concat(metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.AuthenticationSchemes));
        string[] named = [.. options.Backends.Select(backend => backend.Name).Intersect(schemes)];
        return named.Length > 0 ? named : null;
    }
}
