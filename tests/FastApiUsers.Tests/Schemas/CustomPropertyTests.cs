using System.Net;
using System.Text.Json;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Schemas;

public sealed class CustomPropertyTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private string _token = null!;

    public async Task InitializeAsync()
    {
        _app = await Castle.StartAsync();
        await _app.RegisterAsync(more: ""","first_name":"Arthur","motto":"Onward","horses":3""");
        _token = await _app.LoginAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_property_of_the_application_is_created_and_read()
    {
        var (_, me) = await _app.SendAsync(HttpMethod.Get, "/users/me", token: _token);

        Assert.Equal("Arthur", me.GetProperty("first_name").GetString());
        Assert.Equal("Onward", me.GetProperty("motto").GetString());
        Assert.Equal(3, me.GetProperty("horses").GetInt32());
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        var (status, me) = await PatchAsync("""{"first_name":null}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(JsonValueKind.Null, me.GetProperty("first_name").ValueKind);
        Assert.Equal("Onward", me.GetProperty("motto").GetString());
        Assert.Equal(3, me.GetProperty("horses").GetInt32());
    }

    [Fact]
    public async Task Null_for_a_property_that_cannot_be_null_is_a_422()
    {
        var (status, body) = await PatchAsync("""{"motto":null}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["body.motto"], body.Locations());
    }

    [Theory]
    [InlineData("""{"horses":10}""", "body.horses")]
    [InlineData("""{"horses":99999999999}""", "body.horses")]
    [InlineData("""{"horses":"many"}""", "body.horses")]
    [InlineData("""{"height":"NaN"}""", "body.height")]
    [InlineData("""{"height":"Infinity"}""", "body.height")]
    [InlineData("""{"height":1e999}""", "body.height")]
    [InlineData("""{"height":true}""", "body.height")]
    [InlineData("""{"first_name":"Arthur, King of the Britons"}""", "body.first_name")]
    [InlineData("""{"first_name":["Arthur"]}""", "body.first_name")]
    [InlineData("""{"first_name":"\ud800"}""", "body.first_name")]
    public async Task A_value_that_breaks_its_rule_is_a_422_at_its_place(string json, string place)
    {
        var (status, body) = await PatchAsync(json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal([place], body.Locations());
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var (_, body) = await PatchAsync("""{"horses":10,"email":"nobody","is_active":"maybe"}""");

        Assert.Equal(["body.email", "body.horses", "body.is_active"], body.Locations().Order());
    }

    [Fact]
    public async Task What_is_for_superusers_only_is_ignored_from_an_ordinary_user()
    {
        var (status, me) = await PatchAsync("""{"seat":"Siege Perilous","is_superuser":true,"is_verified":true,"is_active":false,"hashed_password":"x","id":"d35d213e-f3d8-4f08-954a-7e0d1bea286f"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(JsonValueKind.Null, me.GetProperty("seat").ValueKind);
        Assert.False(me.GetProperty("is_superuser").GetBoolean());
        Assert.False(me.GetProperty("is_verified").GetBoolean());
        Assert.True(me.GetProperty("is_active").GetBoolean());
        Assert.NotEqual("d35d213e-f3d8-4f08-954a-7e0d1bea286f", me.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Nobody_registers_what_is_for_superusers_only()
    {
        var user = await _app.RegisterAsync("lancelot@camelot.bt", ""","seat":"Siege Perilous","is_superuser":true,"is_verified":true,"is_active":false""");

        Assert.Equal(JsonValueKind.Null, user.GetProperty("seat").ValueKind);
        Assert.False(user.GetProperty("is_superuser").GetBoolean());
        Assert.False(user.GetProperty("is_verified").GetBoolean());
        Assert.True(user.GetProperty("is_active").GetBoolean());
    }

    [Fact]
    public async Task A_superuser_sets_what_is_for_superusers_only()
    {
        await _app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");
        var user = await _app.RegisterAsync("galahad@camelot.bt");

        var (status, changed) = await _app.SendAsync(HttpMethod.Patch, $"/users/{user.GetProperty("id")}", """{"seat":"Siege Perilous","is_verified":true}""", _token);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Siege Perilous", changed.GetProperty("seat").GetString());
        Assert.True(changed.GetProperty("is_verified").GetBoolean());
    }

    [Theory]
    [InlineData("1.75", 1.75)]
    [InlineData("\"1.75\"", 1.75)]
    [InlineData("2", 2)]
    public async Task A_number_is_read_as_one_or_as_its_text(string json, double expected)
    {
        var (status, me) = await PatchAsync($$"""{"height":{{json}}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(expected, me.GetProperty("height").GetDouble());
    }

    [Fact]
    public async Task A_number_that_JSON_does_not_have_can_still_be_read()
    {
        await _app.ExecuteAsync("UPDATE \"user\" SET height = {0}", double.PositiveInfinity);

        var (status, me) = await _app.SendAsync(HttpMethod.Get, "/users/me", token: _token);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(JsonValueKind.Null, me.GetProperty("height").ValueKind);
    }

    [Fact]
    public async Task A_new_password_is_judged_by_the_new_name()
    {
        var (status, body) = await PatchAsync("""{"first_name":"Zaphodbee","password":"zaphodbee1"}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("UPDATE_USER_INVALID_PASSWORD", body.Code());
    }

    [Fact]
    public async Task The_answer_begins_with_the_id()
    {
        var (_, me) = await _app.SendAsync(HttpMethod.Get, "/users/me", token: _token);

        Assert.Equal(
            ["id", "email", "is_active", "is_superuser", "is_verified", "first_name", "motto", "horses", "height", "seat"], me.EnumerateObject().Select(member => member.Name));
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> PatchAsync(string json) => _app.SendAsync(HttpMethod.Patch, "/users/me", json, _token);
}
