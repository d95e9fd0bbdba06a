using System.Collections.Concurrent;
using FastApiUsers.TestServers;

namespace HotPath.Limits;

/// <summary>Reads by commands that stay prepared on connections that stay open: the least that a read by ADO.NET can cost.</summary>
internal sealed class PreparedReads(DatabaseKind database, string connection)
{
    private readonly ConcurrentBag<PreparedConnection> _idle = [];

    public async Task<LimitUser?> FindAsync(Guid id)
    {
        var rented = await RentAsync();
        var user = await rented.FindUserAsync(id);
        _idle.Add(rented);
        return user;
    }

    public async Task<LimitUser?> FindByTokenAsync(string token)
    {
        var rented = await RentAsync();
        var user = await rented.FindUserIdAsync(token) is { } id ? await rented.FindUserAsync(id) : null;
        _idle.Add(rented);
        return user;
    }

    public async Task<Guid?> FindUserIdAsync(string token)
    {
        var rented = await RentAsync();
        var id = await rented.FindUserIdAsync(token);
        _idle.Add(rented);
        return id;
    }

    private async ValueTask<PreparedConnection> RentAsync() =>
        _idle.TryTake(out var idle) ? idle : await PreparedConnection.OpenAsync(database, connection);
}
