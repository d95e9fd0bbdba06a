using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>A cache that is set up wrongly, or whose users cannot be copied, stops the start, and the message says what mends it.</summary>
public sealed class UserCacheStartUpTests
{
    [Theory]
    [InlineData("MaximumStaleness", "00:00:00", "is not positive, or over a minute")]
    [InlineData("MaximumStaleness", "-00:00:01", "is not positive, or over a minute")]
    [InlineData("MaximumStaleness", "00:01:00.001", "is not positive, or over a minute")]
    [InlineData("MaximumUsers", "0", "is not positive")]
    [InlineData("MaximumUser", "5", "is not a setting")]
    public async Task A_setting_that_is_wrong_is_named(string setting, string value, string message)
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(() => new CachedCastle().StartAsync(($"FastApiUsers:UserCache:{setting}", value)));

        Assert.Contains($"FastApiUsers:UserCache:{setting} {message}", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaximumStaleness", "00:00:00.0000001")]
    [InlineData("MaximumStaleness", "00:01:00")]
    [InlineData("MaximumUsers", "1")]
    public async Task A_setting_at_its_bound_is_not(string setting, string value)
    {
        await using var app = await new CachedCastle().StartAsync(($"FastApiUsers:UserCache:{setting}", value));
        await app.RegisterAsync();

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(await app.LoginAsync()));
    }

    [Fact]
    public void The_defaults_are_a_second_and_ten_thousand_users() =>
        Assert.Equal((TimeSpan.FromSeconds(1), 10_000), (new UserCacheOptions().MaximumStaleness, new UserCacheOptions().MaximumUsers));

    [Fact]
    public async Task Settings_in_code_add_up_and_win()
    {
        var castle = new CachedCastle { Users = users => users.AddUserCache(cache => cache.MaximumUsers = 7).AddUserCache(cache => cache.MaximumStaleness = TimeSpan.FromSeconds(3)) };
        await using var app = await castle.StartAsync(("FastApiUsers:UserCache:MaximumUsers", "8"), ("FastApiUsers:UserCache:MaximumStaleness", "00:00:08"));

        var options = app.Services.GetRequiredService<IOptions<UserCacheOptions>>().Value;

        Assert.Equal((7, TimeSpan.FromSeconds(3)), (options.MaximumUsers, options.MaximumStaleness));
        Assert.Single(app.Services.GetServices<UserCache<Knight, Guid>>());
    }

    [Fact]
    public async Task A_property_that_requests_would_share_is_named()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Castle.StartAsync<Squire, Guid, KnightRead>(users => users.AddUserCache()));

        Assert.Contains("Squire.Duties", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("implement ICloneable", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_copies_itself_shares_nothing()
    {
        await using var app = await Castle.StartAsync<Page, Guid, KnightRead>(
            users => users.AddUserCache(cache => cache.MaximumStaleness = TimeSpan.FromMinutes(1)),
            app => app.MapGet("/duties", (CurrentActiveUser<Page> user) =>
            {
                user.Value.Duties.Add("more");
                return user.Value.Duties.Count;
            }));
        await app.RegisterAsync();
        var token = await app.LoginAsync();

        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/duties") { Headers = { { "Authorization", $"Bearer {token}" } } };
            using var response = await app.Client.SendAsync(request);
            Assert.Equal("1", await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData(typeof(Knight), null)]
    [InlineData(typeof(Holder<DateTimeOffset?>), null)]
    [InlineData(typeof(Holder<Uri>), null)]
    [InlineData(typeof(Holder<Version>), null)]
    [InlineData(typeof(Holder<DayOfWeek>), null)]
    [InlineData(typeof(Holder<Name>), null)]
    [InlineData(typeof(Holder<(int, string)>), null)]
    [InlineData(typeof(Holder<ImmutableArray<string>>), null)]
    [InlineData(typeof(Holder<ImmutableDictionary<string, Name>>), null)]
    [InlineData(typeof(Holder<FrozenSet<string>>), null)]
    [InlineData(typeof(Holder<Page>), "Value")]
    [InlineData(typeof(Holder<string[]>), "Value")]
    [InlineData(typeof(Holder<object>), "Value")]
    [InlineData(typeof(Holder<IReadOnlyList<string>>), "Value")]
    [InlineData(typeof(Holder<(int, List<string>)>), "Value")]
    [InlineData(typeof(Holder<ImmutableArray<JsonDocument>>), "Value")]
    [InlineData(typeof(Holder<ImmutableArray<string>.Builder>), "Value")]
    [InlineData(typeof(Holder<Action>), "Value")]
    [InlineData(typeof(DerivedHolder), "Value")]
    [InlineData(typeof(FieldHolder), "_duties")]
    public void What_copies_would_share_is_found(Type type, string? name) => Assert.Equal(name, UserCopy.FindShared(type));

    private sealed class Squire : Knight<Guid>
    {
        [System.ComponentModel.DataAnnotations.Schema.NotMapped]
        public List<string> Duties { get; set; } = [];
    }

    private sealed class Page : Knight<Guid>, ICloneable
    {
        [System.ComponentModel.DataAnnotations.Schema.NotMapped]
        public List<string> Duties { get; set; } = [];

        public object Clone()
        {
            var copy = (Page)MemberwiseClone();
            copy.Duties = [.. Duties];
            return copy;
        }
    }

    private sealed record Name(string First, Name? Of);

    private class Holder<T>
    {
        public T? Value { get; set; }
    }

    private sealed class DerivedHolder : Holder<List<string>>;

    private sealed class FieldHolder
    {
        private readonly List<string> _duties = [];

        public int Count => _duties.Count;
    }
}
