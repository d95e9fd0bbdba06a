using System.Globalization;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What the contracts share: two contexts, as two requests at once have them, and a user named Arthur.</summary>
public abstract class DatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries)
    : IClassFixture<ContractDatabase<TUser, TId>>, IAsyncLifetime
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    protected const string Email = "arthur@camelot.bt";

    protected static CancellationToken Cancelled => new(canceled: true);

    /// <summary>An id that nobody has.</summary>
    protected static TId UnknownId { get; } =
        TId.TryParse("999999", CultureInfo.InvariantCulture, out var id) ? id : TId.Parse(Guid.Empty.ToString(), CultureInfo.InvariantCulture);

    private protected ContractDbContext<TUser, TId> Context { get; private set; } = null!;

    private protected ContractDbContext<TUser, TId> OtherContext { get; private set; } = null!;

    protected IUserDatabase<TUser, TId> Users { get; private set; } = null!;

    protected IUserDatabase<TUser, TId> Other { get; private set; } = null!;

    protected TUser Arthur { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await database.StartAsync(kind, retries);
        Context = database.NewContext();
        OtherContext = database.NewContext();
        Users = new EntityFrameworkUserDatabase<TUser, TId>(Context);
        Other = new EntityFrameworkUserDatabase<TUser, TId>(OtherContext);
        Arthur = await AddUserAsync(Email);
    }

    public async Task DisposeAsync()
    {
        await Context.DisposeAsync();
        await OtherContext.DisposeAsync();
    }

    /// <summary>Runs work in as many requests at once, and tells what each of them threw.</summary>
    private protected async Task<Exception?[]> RunAtOnceAsync(int requests, Func<ContractDbContext<TUser, TId>, int, Task> work)
    {
        using var start = new Barrier(requests);
        return await Task.WhenAll(Enumerable.Range(0, requests).Select(number => Task.Factory.StartNew(
            async () =>
            {
                await using var context = database.NewContext();
                start.SignalAndWait();
                return await Record.ExceptionAsync(() => work(context, number));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }

    protected async Task<TUser> AddUserAsync(string email)
    {
        var user = NewUser(email);
        await Users.CreateAsync(user, default);
        return user;
    }

    protected static TUser NewUser(string email) => new() { Email = email, HashedPassword = "old" };
}
