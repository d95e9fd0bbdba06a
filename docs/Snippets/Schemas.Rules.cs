using System.ComponentModel.DataAnnotations;
using FastApiUsers.Schemas;

namespace Snippets;

public sealed class CarefulCreate : BaseUserCreate, IValidatableObject
{
    public string? FirstName { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FirstName is not null && Password.Contains(FirstName, StringComparison.OrdinalIgnoreCase))
            yield return new ValidationResult("Password should not contain the first name", [nameof(Password)]);
    }
}
