using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Benchmarks.HotPath;

/// <summary>Parts that the library keeps to itself, as delegates: a call costs nothing that a call of the library's own does not.</summary>
internal static class Internals
{
    private static readonly Assembly Library = typeof(UserManager<,>).Assembly;

    public static JsonSerializerOptions WireJson { get; } = (JsonSerializerOptions)Find("FastApiUsers.Json.WireJson").GetProperty("Options")!.GetValue(null)!;

    /// <summary><c>SchemaMapper.ToRead</c>.</summary>
    public static Func<object, TRead> ToRead<TRead>() =>
        Find("FastApiUsers.Schemas.SchemaMapper").GetMethod("ToRead")!.MakeGenericMethod(typeof(TRead)).CreateDelegate<Func<object, TRead>>();

    /// <summary><c>JsonBody.ReadAsync</c>.</summary>
    public static Func<HttpRequest, Task> ReadBody() => Find("FastApiUsers.Schemas.JsonBody").GetMethod("ReadAsync")!.CreateDelegate<Func<HttpRequest, Task>>();

    /// <summary><c>SchemaReader.TryRead</c>, which hands errors out in a type of its own.</summary>
    public static Func<JsonElement, TSchema?> ReadSchema<TSchema>()
        where TSchema : class
    {
        var method = Find("FastApiUsers.Schemas.SchemaReader").GetMethod("TryRead")!.MakeGenericMethod(typeof(TSchema));
        var body = Expression.Parameter(typeof(JsonElement));
        var schema = Expression.Variable(typeof(TSchema));
        var errors = Expression.Variable(method.GetParameters()[2].ParameterType.GetElementType()!);
        return Expression.Lambda<Func<JsonElement, TSchema?>>(
            Expression.Block([schema, errors], Expression.Call(method, body, schema, errors), schema), body).Compile();
    }

    private static Type Find(string name) => Library.GetType(name, throwOnError: true)!;
}
