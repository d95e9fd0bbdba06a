using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Authentication;

/// <summary>Finds the refresh route of a backend wherever the application has mapped it, for the framework's link generator.</summary>
internal sealed class RefreshRouteAddresses(EndpointDataSource endpoints) : IEndpointAddressScheme<AuthRouteGroup>
{
    // The one of the same mapping, or else any of the backend.
    public IEnumerable<Endpoint> FindEndpoints(AuthRouteGroup address) => endpoints.Endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<RefreshRoute>()?.Group.Backend == address.Backend)
        .OrderByDescending(endpoint => endpoint.Metadata.GetMetadata<RefreshRoute>()!.Group == address);
}
