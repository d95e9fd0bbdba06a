namespace FastApiUsers.Authentication;

/// <summary>The settings of the routes that connect an account of a provider with the signed-in user.</summary>
public sealed class OAuthAssociateRouteOptions : OAuthFlowOptions;
