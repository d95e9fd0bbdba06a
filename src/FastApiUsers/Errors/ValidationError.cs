namespace FastApiUsers.Errors;

/// <summary>One thing that is wrong with a request. It names the place and the rule and never echoes the input.</summary>
/// <param name="Loc">The place: <c>body</c>, then the member's name or the position of the character.</param>
/// <param name="Msg">The rule, for a person to read.</param>
/// <param name="Type">The rule, for a program: <c>missing</c>, <c>string_type</c>, <c>value_error</c> …</param>
public sealed record ValidationError(IReadOnlyList<object> Loc, string Msg, string Type)
{
    internal static ValidationError InBody(object place, string message, string type) => new(["body", place], message, type);

    internal static ValidationError OfBody(string message, string type) => new(["body"], message, type);

    internal static ValidationError Missing(string member) => InBody(member, "Field required", "missing");
}
