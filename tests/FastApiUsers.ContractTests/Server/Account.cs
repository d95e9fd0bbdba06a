namespace FastApiUsers.ContractTests.Server;

/// <summary>A registered user and the password with which it was.</summary>
public sealed record Account(string Id, string Email, string Password);
