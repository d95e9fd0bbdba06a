using System.Runtime.CompilerServices;
using FastApiUsers.EntityFrameworkCore.Model;
using FastApiUsers.EntityFrameworkCore.Reads;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>The reads of every request, compiled once for a model.</summary>
internal sealed class UserQueries<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private static readonly ConditionalWeakTable<IModel, UserQueries<TUser, TId>> Compiled = [];

    private UserQueries(DbContext context)
    {
        if (context.Model.FindEntityType(typeof(TUser))?.FindAnnotation(StorageConvention.Annotation) is null)
        {
            throw new InvalidOperationException(
                $"{typeof(TUser).Name} is not in the model of {context.GetType().Name}. Call modelBuilder.UseFastApiUsers<{typeof(TUser).Name}, {typeof(TId).Name}>() in OnModelCreating.");
        }

        ById = new(context, (db, id, _) => db.Set<TUser>().AsNoTracking().FirstOrDefault(user => user.Id.Equals(id)));
        ByEmail = Relational.CompileByEmail<TUser, TId>(context);
        ByToken = new(context, (db, token, _) => db.Set<AccessTokenRow<TUser, TId>>().AsNoTracking().FirstOrDefault(row => row.Token == token));
        SessionById = EF.CompileAsyncQuery((DbContext db, string id, CancellationToken _) =>
            db.Set<SessionRow<TUser, TId>>().AsNoTracking().FirstOrDefault(row => row.Id == id));
    }

    public KeyQuery<TUser, TId> ById { get; }

    public Func<DbContext, string, CancellationToken, Task<TUser?>> ByEmail { get; }

    public KeyQuery<AccessTokenRow<TUser, TId>, string> ByToken { get; }

    /// <summary>For a model with sessions only.</summary>
    public Func<DbContext, string, CancellationToken, Task<SessionRow<TUser, TId>?>> SessionById { get; }

    public static UserQueries<TUser, TId> Of(DbContext context) =>
        Compiled.TryGetValue(context.Model, out var queries) ? queries : Compiled.GetValue(context.Model, _ => new UserQueries<TUser, TId>(context));
}
