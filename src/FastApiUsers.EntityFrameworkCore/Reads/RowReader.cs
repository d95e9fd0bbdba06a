using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace FastApiUsers.EntityFrameworkCore.Reads;

/// <summary>Makes an entity of a row as the model says: its columns, their types and converters, the members that hold the values.</summary>
internal static class RowReader
{
    /// <summary>The properties of an entity that is one row of one table and nothing else; <see langword="null"/> for any other.</summary>
    public static IReadOnlyList<IProperty>? FindColumns(IEntityType type)
    {
        var isOneRow = type.BaseType is null && !type.GetDirectlyDerivedTypes().Any()
            && type.FindDiscriminatorProperty() is null
            && type.GetTableMappings().ToList() is [var mapping] && mapping.Table.EntityTypeMappings.Count() == 1
            && type.GetViewName() is null && type.GetFunctionName() is null && type.GetSqlQuery() is null
            && type.GetDeclaredQueryFilters().Count == 0
            && !type.GetComplexProperties().Any() && !type.GetServiceProperties().Any()
            && !type.GetNavigations().Any(navigation => navigation.IsEagerLoaded || navigation.ForeignKey.IsOwnership)
            && !type.GetSkipNavigations().Any(navigation => navigation.IsEagerLoaded)
            && type.ConstructorBinding is ConstructorBinding { ParameterBindings.Count: 0 };
        if (!isOneRow)
            return null;

        // A column without a member is the application's own business: it is not read.
        List<IProperty> columns = [.. type.GetProperties().Where(property => !property.IsShadowProperty())];
        return columns.TrueForAll(IsPlain) ? columns : null;
    }

    /// <summary>Compiles what makes an entity of a reader's row that has these columns, in this order.</summary>
    public static Func<DbDataReader, TEntity> Compile<TEntity>(IEntityType type, IReadOnlyList<IProperty> columns)
    {
        var reader = Expression.Parameter(typeof(DbDataReader), "reader");
        var entity = Expression.Variable(typeof(TEntity), "entity");
        var constructor = ((ConstructorBinding)type.ConstructorBinding!).Constructor;
        return Expression.Lambda<Func<DbDataReader, TEntity>>(
            Expression.Block(
                [entity],
                [
                    Expression.Assign(entity, Expression.New(constructor)),
                    .. columns.Select((property, column) => Expression.Assign(Expression.MakeMemberAccess(entity, MemberOf(property)), Read(reader, property, column))),
                    entity,
                ]),
            reader).Compile();
    }

    private static bool IsPlain(IProperty property) =>
        !property.IsIndexerProperty() && property.GetElementType() is null && property.GetRelationalTypeMapping().Converter is not { ConvertsNulls: true }
        && MemberOf(property) is FieldInfo { IsInitOnly: false } or PropertyInfo { CanWrite: true };

    private static MemberInfo MemberOf(IProperty property) => property.GetMemberInfo(forMaterialization: true, forSet: true);

    private static Expression Read(ParameterExpression reader, IProperty property, int column)
    {
        var mapping = property.GetRelationalTypeMapping();
        var method = mapping.GetDataReaderMethod();
        var index = Expression.Constant(column);
        var value = mapping.CustomizeDataReaderExpression(Expression.Call(Convert(reader, method.DeclaringType!), method, index));
        if (mapping.Converter is { } converter)
        {
            var convert = converter.ConvertFromProviderExpression;
            value = ReplacingExpressionVisitor.Replace(convert.Parameters.Single(), Convert(value, converter.ProviderClrType), convert.Body);
        }

        value = Convert(value, MemberOf(property) is FieldInfo field ? field.FieldType : property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, index), Expression.Default(value.Type), value)
            : value;
    }

    private static Expression Convert(Expression value, Type type) =>
        value.Type == type || (type.IsAssignableFrom(value.Type) && !value.Type.IsValueType) ? value : Expression.Convert(value, type);
}
