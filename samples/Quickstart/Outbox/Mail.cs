namespace Quickstart;

/// <summary>A mail that carries a token.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Route">The route that takes the token.</param>
/// <param name="Token">The token.</param>
public sealed record Mail(string To, string Subject, string Route, string Token);
