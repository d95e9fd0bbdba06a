using FastApiUsers.OAuth;

namespace FastApiUsers.Authentication;

/// <summary>A client of a provider as it is registered.</summary>
internal sealed record OAuthClientEntry(string Name, IOAuthClient Client, string DisplayName, bool TrustsEmails);
