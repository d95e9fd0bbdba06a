using System.Text;
using FastApiUsers.Errors;
using FastApiUsers.Schemas;
using FastApiUsers.Settings;
using FastApiUsers.Users;

namespace FastApiUsers.Routes;

/// <summary>The rules of a body that need the settings or the user's type, beside those that its schema declares.</summary>
internal static class BodyRules
{
    public static ValidationError PasswordTooLong(FastApiUsersOptions options) => ValidationError.InBody(
        "password", $"Password should have at most {options.MaximumPasswordBytes} bytes", "string_too_long");

    /// <summary>A password is judged by its length before anything is hashed (OWASP ASVS 5.0, 6.2.9).</summary>
    public static IEnumerable<ValidationError> CheckPassword(string? password, FastApiUsersOptions options) =>
        password is not null && Encoding.UTF8.GetByteCount(password) > options.MaximumPasswordBytes ? [PasswordTooLong(options)] : [];

    /// <summary>What is <c>null</c> although the user's property cannot be. What an ordinary user may not set is ignored, not judged.</summary>
    public static IEnumerable<ValidationError> CheckNulls<TUser>(UserSchema schema, bool safe)
    {
        var reader = SchemaReader.For(schema.GetType());
        var names = SchemaMapper.Between(schema.GetType(), typeof(TUser)).ForbiddenNulls(schema, safe);
        if (schema is BaseUserUpdate { Email: null } update && update.IsGiven(nameof(update.Email)))
            names = names.Append(nameof(update.Email));
        return names.Select(name => ValidationError.InBody(reader.NameOf(name), "Input should not be null", "null_value"));
    }

    /// <summary>What the database could not hold, where the body gave it; <see langword="null"/> where the application made the value.</summary>
    public static ValidationError? FindNotStorable(UserSchema schema, ValueNotStorableException exception) => schema.IsGiven(exception.Member)
        ? ValidationError.InBody(SchemaReader.For(schema.GetType()).NameOf(exception.Member), exception.Reason, "value_error")
        : null;
}
