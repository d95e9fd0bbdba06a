using System.Text.Json;

namespace FastApiUsers.Json;

/// <summary>A value of the right type breaks a rule. The message is for the client; that of a plain <see cref="JsonException"/> is not.</summary>
internal sealed class InvalidValueException(string message) : JsonException(message);
