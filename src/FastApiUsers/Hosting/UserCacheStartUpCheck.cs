using FastApiUsers.Users;
using Microsoft.Extensions.Hosting;

namespace FastApiUsers.Hosting;

/// <summary>Looks when the program starts whether users can be copied, so that requests which get one from memory share nothing.</summary>
internal sealed class UserCacheStartUpCheck<TUser> : IHostedService
    where TUser : class
{
    public Task StartAsync(CancellationToken cancellationToken) => UserCopy.FindShared(typeof(TUser)) is not { } shared
        ? Task.CompletedTask
        : throw new InvalidOperationException(
            $"The user cache copies {typeof(TUser).Name} field by field, so what is in {typeof(TUser).Name}.{shared} would be shared by requests, which could change it. "
            + $"Let {typeof(TUser).Name} implement ICloneable and copy {shared} in Clone(), or give {shared} an immutable type (string, a value type, ImmutableArray<string> …), or leave AddUserCache() out.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
