using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Authentication;

/// <summary>Finds the refresh route of a backend wherever the application has mapped it, for the framework's link generator.</summary>
internal sealed class RefreshRouteAddresses(EndpointDataSource endpoints) : IEndpointAddressScheme<RefreshRoute>
{
    public IEnumerable<Endpoint> FindEndpoints(RefreshRoute address) =>
        endpoints.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RefreshRoute>() == address);
}
