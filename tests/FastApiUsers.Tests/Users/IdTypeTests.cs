using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.Users;

public sealed class IdTypeTests
{
    [Fact]
    public Task A_user_has_an_int_id() => ManageAsync<IntKnight, int>("nobody");

    [Fact]
    public Task A_user_has_a_long_id() => ManageAsync<LongKnight, long>("nobody");

    [Fact]
    public Task A_user_has_a_string_id() => ManageAsync<StringKnight, string>("nobody");

    [Fact]
    public Task A_user_has_a_Guid_id() => ManageAsync<Knight, Guid>("nobody");

    private static async Task ManageAsync<TUser, TId>(string unknown)
        where TUser : Knight<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        await using var app = await Castle.StartAsync<TUser, TId, KnightRead<TId>>();
        var admin = await app.RegisterAsync();
        await app.ExecuteAsync<KnightDbContext<TUser, TId>>("UPDATE \"user\" SET is_superuser = TRUE");
        var user = await app.RegisterAsync("lancelot@camelot.bt");
        var token = await app.LoginAsync();
        var path = $"/users/{user.GetProperty("id")}";

        var (_, me) = await app.SendAsync(HttpMethod.Get, "/users/me", cookie: await app.LoginAsync(backend: "cookie"));
        var (found, read) = await app.SendAsync(HttpMethod.Get, path, token: token);
        var (deleted, _) = await app.SendAsync(HttpMethod.Delete, path, token: token);
        var (gone, _) = await app.SendAsync(HttpMethod.Get, path, token: token);
        var (notAnId, _) = await app.SendAsync(HttpMethod.Get, $"/users/{unknown}", token: token);

        Assert.Equal(admin.GetProperty("id").ToString(), me.GetProperty("id").ToString());
        Assert.Equal(HttpStatusCode.OK, found);
        Assert.Equal("lancelot@camelot.bt", read.GetProperty("email").GetString());
        Assert.Equal(HttpStatusCode.NoContent, deleted);
        Assert.Equal(HttpStatusCode.NotFound, gone);
        Assert.Equal(HttpStatusCode.NotFound, notAnId);
    }
}
