using System.Text.Json;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace FastApiUsers.EntityFrameworkCore.Model;

/// <summary>
/// Stores the library's tables as FastAPI Users does on the same database. It runs when the model is complete and sets what
/// nobody set, so that the application's own configuration wins.
/// </summary>
internal sealed class StorageConvention(string provider) : IModelFinalizingConvention
{
    public const string Annotation = "FastApiUsers";

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes().Where(entity => entity.FindAnnotation(Annotation) is not null))
        {
            foreach (var property in entity.GetDeclaredProperties())
            {
                property.Builder.HasColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
                if (provider == SqliteStorage.ProviderName)
                    SqliteStorage.Configure(property);
                else if (provider == PostgreSqlStorage.ProviderName)
                    PostgreSqlStorage.Configure(property);
            }

            if (provider == PostgreSqlStorage.ProviderName && entity.FindProperty(nameof(IUser<>.Email)) is not null)
                PostgreSqlStorage.ConfigureUser(entity);
        }
    }
}
