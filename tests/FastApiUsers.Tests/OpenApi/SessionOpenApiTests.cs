using System.Text.Json;
using FastApiUsers.Authentication;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.OpenApi;

/// <summary>What the document of an application with sessions says beyond that of one without.</summary>
public sealed class SessionOpenApiTests : IAsyncLifetime
{
    private JsonElement _document;

    public async Task InitializeAsync()
    {
        await using var app = await Castle.StartAsync(
            users =>
            {
                users.Services.AddOpenApi();
                users.AddSessions()
                    .AddBackend("fresh", new BearerTransport("auth/fresh/login"), strategy => strategy.UseJwt().WithRefreshTokens())
                    .AddBackend("biscuit", new CookieTransport(cookie => cookie.Name = "biscuit"), strategy => strategy.UseDatabase().WithRefreshTokens());
            },
            app =>
            {
                app.MapGroup("/auth/fresh").MapAuthRoutes("fresh");
                app.MapGroup("/auth/biscuit").MapAuthRoutes("biscuit");
                app.MapSessionRoutes<BaseSessionRead>();
                app.MapOpenApi("/openapi.json");
            });
        _document = (await app.SendAsync(HttpMethod.Get, "/openapi.json")).Body;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/auth/fresh/login")]
    [InlineData("/auth/fresh/refresh")]
    public void Who_is_given_a_refresh_token_is_told_so(string path)
    {
        var schema = Resolve(Operation(path, "post").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"));

        Assert.Equal(["access_token", "expires_in", "refresh_token", "token_type"], schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public void Who_is_given_none_is_not() => Assert.DoesNotContain(
        "refresh_token",
        Resolve(Operation("/auth/jwt/login", "post").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"))
            .GetProperty("properties").EnumerateObject().Select(property => property.Name));

    [Fact]
    public void The_form_of_a_refresh_is_that_of_RFC_6749()
    {
        var schema = Resolve(Operation("/auth/fresh/refresh", "post").GetProperty("requestBody").GetProperty("content").GetProperty("application/x-www-form-urlencoded").GetProperty("schema"));

        Assert.Equal(["grant_type", "refresh_token"], schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal(["refresh_token"], schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void A_refresh_by_cookie_takes_no_body_and_answers_with_none()
    {
        var refresh = Operation("/auth/biscuit/refresh", "post");

        Assert.False(refresh.TryGetProperty("requestBody", out _));
        Assert.Equal(["204", "401"], Codes(refresh));
    }

    [Theory]
    [InlineData("/auth/fresh/refresh", "post", "auth_fresh_refresh_auth_fresh_refresh_post", "200 401 422")]
    [InlineData("/sessions", "get", "sessions_own_sessions_get", "200 401")]
    [InlineData("/sessions", "delete", "sessions_revoke_others_sessions_delete", "204 401")]
    [InlineData("/sessions/{id}", "delete", "sessions_revoke_sessions__id__delete", "204 401 404")]
    [InlineData("/users/{id}/sessions", "get", "sessions_user_users__id__sessions_get", "200 401 403 404")]
    [InlineData("/users/{id}/sessions", "delete", "sessions_revoke_user_users__id__sessions_delete", "204 401 403 404")]
    public void Each_route_has_its_name_and_its_answers(string path, string method, string name, string codes)
    {
        var operation = Operation(path, method);

        Assert.Equal(name, operation.GetProperty("operationId").GetString());
        Assert.Equal(codes.Split(' '), Codes(operation).Where(code => code != "503"));
        Assert.Equal(path.Contains("sessions", StringComparison.Ordinal), operation.TryGetProperty("security", out _));
    }

    [Fact]
    public void A_session_is_described_member_by_member()
    {
        var items = Resolve(Operation("/sessions", "get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema")).GetProperty("items");

        Assert.Equal(
            [
                "authenticated_at", "authentication_method", "backend", "created_at", "device", "expires_at", "id", "idle_expires_at", "ip_address", "is_current", "last_used_at", "user_agent",
            ],
            Resolve(items).GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
    }

    private static string[] Codes(JsonElement operation) => [.. operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order()];

    private JsonElement Operation(string path, string method) => _document.GetProperty("paths").GetProperty(path).GetProperty(method);

    private JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? reference.GetString()!.Split('/').Skip(1).Aggregate(_document, (element, name) => element.GetProperty(name))
        : schema;
}
