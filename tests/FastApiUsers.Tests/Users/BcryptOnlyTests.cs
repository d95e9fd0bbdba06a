using System.Net;
using FastApiUsers.Passwords;
using FastApiUsers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FastApiUsers.Tests.Users;

/// <summary>An application that keeps bcrypt alone refuses what bcrypt would cut off, and never fails over it.</summary>
public sealed class BcryptOnlyTests : IAsyncLifetime
{
    private static readonly string TooLong = new('x', 73);

    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await Castle.StartAsync(users =>
        users.Services.Replace(ServiceDescriptor.Singleton<IPasswordHelper>(new PasswordHelper(new PasswordHash(new BcryptHasher(cost: 4))))));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_password_that_bcrypt_would_cut_off_is_refused()
    {
        var (status, body) = await _app.SendAsync(HttpMethod.Post, "/auth/register", $$"""{"email":"{{UserClient.Email}}","password":"{{TooLong}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("REGISTER_INVALID_PASSWORD", body.Code());
    }

    [Theory]
    [InlineData(UserClient.Email)]
    [InlineData("nobody@camelot.bt")]
    public async Task A_login_with_such_a_password_is_bad_credentials(string email)
    {
        await _app.RegisterAsync();

        using var response = await _app.PostLoginAsync("jwt", email, TooLong);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
