namespace FastApiUsers.Schemas;

/// <summary>Marks a property, of a schema or of the user, that only a superuser may set. From an ordinary user it is ignored, as <c>is_superuser</c> is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SuperuserOnlyAttribute : Attribute;
