using FastApiUsers.TestServers;
using HotPath.Data;
using Microsoft.EntityFrameworkCore;

namespace HotPath.Peer;

/// <summary>The store's reads, compiled and untracked. A look-up by address goes by the index that the table has.</summary>
internal sealed record PeerQueries(
    Func<HotPathDbContext, Guid, CancellationToken, Task<HotPathUser?>> ById, Func<HotPathDbContext, string, CancellationToken, Task<HotPathUser?>> ByEmail)
{
    public static PeerQueries For(DatabaseKind database) => new(
        EF.CompileAsyncQuery((HotPathDbContext context, Guid id, CancellationToken _) => context.Users.AsNoTracking().FirstOrDefault(user => user.Id == id)),
#pragma warning disable CA1304, CA1311, CA1862 // The database folds the letters.
        database == DatabaseKind.PostgreSql
            ? EF.CompileAsyncQuery((HotPathDbContext context, string email, CancellationToken _) =>
                context.Users.AsNoTracking().FirstOrDefault(user => user.Email.ToLower() == email.ToLower()))
            : EF.CompileAsyncQuery((HotPathDbContext context, string email, CancellationToken _) =>
                context.Users.AsNoTracking().FirstOrDefault(user => EF.Functions.Collate(user.Email, "NOCASE") == email)));
#pragma warning restore CA1304, CA1311, CA1862
}
