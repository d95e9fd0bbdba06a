namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>A column of an index, or an expression.</summary>
/// <param name="Text">As the catalogue tells it: <c>email</c>, <c>email COLLATE NOCASE</c>, <c>lower(email)</c>.</param>
/// <param name="Sql">As it stands in statements, with quotes.</param>
internal sealed record IndexKey(string Text, string Sql);
