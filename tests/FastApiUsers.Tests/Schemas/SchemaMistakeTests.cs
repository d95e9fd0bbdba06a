using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace FastApiUsers.Tests.Schemas;

/// <summary>Mistakes of an application that are told when its routes are mapped, and attempts of a schema to set what no schema may.</summary>
public sealed class SchemaMistakeTests
{
    [Fact]
    public async Task A_property_of_another_type_than_the_users_stops_the_start()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Castle.StartAsync(
            routes: app => app.MapGroup("/wrong").MapRegisterRoutes<KnightRead, WrongTypeCreate>()));

        Assert.Contains("Horses", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_id_stops_the_start_and_names_the_type_that_it_needs()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Castle.StartAsync(
            routes: app => app.MapGroup("/wrong").MapVerifyRoutes<BaseUserRead<int>>()));

        Assert.Contains("BaseUserRead<Guid>", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_declares_what_no_schema_may_set_sets_nothing()
    {
        await using var app = await Castle.StartAsync(
            routes: app => app.MapGroup("/greedy").MapUsersRoutes<KnightRead, GreedyUpdate>());
        var user = await app.RegisterAsync();
        var token = await app.LoginAsync();

        var (_, me) = await app.SendAsync(
            HttpMethod.Patch, "/greedy/me", """{"id":"d35d213e-f3d8-4f08-954a-7e0d1bea286f","hashed_password":"x","admin":true}""", token);

        Assert.Equal(user.GetProperty("id").GetString(), me.GetProperty("id").GetString());
        Assert.False(me.GetProperty("is_superuser").GetBoolean());
        await app.LoginAsync();
    }

    private sealed class WrongTypeCreate : BaseUserCreate
    {
        public string? Horses { get; set; }
    }

    private sealed class GreedyUpdate : BaseUserUpdate
    {
        public Guid? Id { get; set; }

        public string? HashedPassword { get; set; }

        [System.Text.Json.Serialization.JsonPropertyName("admin")]
        public new bool? IsSuperuser { get; set; }
    }
}
