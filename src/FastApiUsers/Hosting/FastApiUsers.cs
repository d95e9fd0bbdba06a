using System.Reflection;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Routes;
using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers;

/// <summary>
/// The main object, which ties one kind of users together and maps its routes. An application with one kind calls the methods
/// of the same names on <c>app.MapGroup(…)</c>; one with several takes the object of each kind from the services.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public sealed class FastApiUsers<TUser, TId> : IUserRoutes
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private readonly IServiceProvider _services;
    private readonly UserKind _kind;

    /// <summary>Made by the services.</summary>
    /// <param name="services">The services of the application.</param>
    /// <exception cref="InvalidOperationException">This kind of users has no database.</exception>
    public FastApiUsers(IServiceProvider services)
    {
        _services = services;
        _kind = services.GetRequiredService<UserKinds>().Of(typeof(TUser));
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IUserDatabase<TUser, TId>)) == false)
            throw new InvalidOperationException($"No database for {typeof(TUser).Name}. Call AddEntityFrameworkDatabase<TContext>().");
    }

    /// <summary>A backend by its name, for an endpoint of the application's own that signs users in.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidOperationException">There is no such backend.</exception>
    public AuthenticationBackend GetBackend(string name) => _kind.GetBackend(name);

    /// <summary>
    /// Maps <c>POST /login</c> and <c>POST /logout</c> of a backend; where it has refresh tokens, <c>POST /refresh</c> and
    /// <c>POST /refresh/revoke</c> as well.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="requiresVerification">Whether only verified users may sign in.</param>
    /// <exception cref="InvalidOperationException">There is no such backend.</exception>
    public RouteGroupBuilder MapAuthRoutes(IEndpointRouteBuilder routes, string backend, bool requiresVerification = false) =>
        new AuthRoutes<TUser, TId>(_kind, _kind.GetBackend(backend), requiresVerification).Map(routes);

    /// <summary>Maps <c>POST /register</c>.</summary>
    /// <typeparam name="TRead">What an answer shows of a user.</typeparam>
    /// <typeparam name="TCreate">The body that creates a user.</typeparam>
    /// <param name="routes">Where to.</param>
    public RouteGroupBuilder MapRegisterRoutes<TRead, TCreate>(IEndpointRouteBuilder routes)
        where TRead : BaseUserRead<TId>
        where TCreate : BaseUserCreate
    {
        SchemaReader.For(typeof(TCreate));
        SchemaMapper.Between(typeof(TCreate), typeof(TUser));
        SchemaMapper.Between(typeof(TUser), typeof(TRead));
        return RegisterRoutes<TUser, TId, TRead, TCreate>.Map(_kind, routes);
    }

    /// <summary>Maps <c>POST /forgot-password</c> and <c>POST /reset-password</c>.</summary>
    /// <param name="routes">Where to.</param>
    public RouteGroupBuilder MapResetPasswordRoutes(IEndpointRouteBuilder routes) => ResetPasswordRoutes<TUser, TId>.Map(_kind, routes);

    /// <summary>Maps <c>POST /request-verify-token</c> and <c>POST /verify</c>.</summary>
    /// <typeparam name="TRead">What an answer shows of a user.</typeparam>
    /// <param name="routes">Where to.</param>
    public RouteGroupBuilder MapVerifyRoutes<TRead>(IEndpointRouteBuilder routes)
        where TRead : BaseUserRead<TId>
    {
        SchemaMapper.Between(typeof(TUser), typeof(TRead));
        return VerifyRoutes<TUser, TId, TRead>.Map(_kind, routes);
    }

    /// <summary>Maps <c>GET</c> and <c>PATCH /me</c> for the signed-in user, and <c>GET</c>, <c>PATCH</c> and <c>DELETE /{id}</c> for superusers.</summary>
    /// <typeparam name="TRead">What an answer shows of a user.</typeparam>
    /// <typeparam name="TUpdate">The body that changes a user.</typeparam>
    /// <param name="routes">Where to.</param>
    /// <param name="requiresVerification">Whether only verified users are let in.</param>
    public RouteGroupBuilder MapUsersRoutes<TRead, TUpdate>(IEndpointRouteBuilder routes, bool requiresVerification = false)
        where TRead : BaseUserRead<TId>
        where TUpdate : BaseUserUpdate
    {
        SchemaReader.For(typeof(TUpdate));
        SchemaMapper.Between(typeof(TUpdate), typeof(TUser));
        SchemaMapper.Between(typeof(TUser), typeof(TRead));
        return new UsersRoutes<TUser, TId, TRead, TUpdate>(_kind, requiresVerification).Map(routes);
    }

    /// <summary>
    /// Maps <c>GET</c> and <c>DELETE /sessions</c> and <c>DELETE /sessions/{id}</c> for the signed-in user, and <c>GET</c> and
    /// <c>DELETE /users/{id}/sessions</c> and <c>DELETE /users/{id}/sessions/{session_id}</c> for superusers.
    /// </summary>
    /// <typeparam name="TRead">What an answer shows of a session.</typeparam>
    /// <param name="routes">Where to.</param>
    /// <param name="requiresVerification">Whether only verified users are let in.</param>
    /// <exception cref="InvalidOperationException">These users have no sessions.</exception>
    public RouteGroupBuilder MapSessionRoutes<TRead>(IEndpointRouteBuilder routes, bool requiresVerification = false)
        where TRead : BaseSessionRead
    {
        if (!_kind.HasSessions)
            throw new InvalidOperationException($"{typeof(TUser).Name} has no sessions. Call AddSessions() where you call AddFastApiUsers.");

        SchemaMapper.Between(typeof(SessionView<TId>), typeof(TRead));
        return new SessionRoutes<TUser, TId, TRead>(_kind, requiresVerification).Map(routes);
    }

    /// <summary>
    /// Maps <c>GET /authorize</c> and <c>GET /callback</c> of one provider, which sign in; where pages are allowed, <c>POST /exchange</c>
    /// as well.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <param name="client">The name of the client.</param>
    /// <param name="backend">The name of the backend that signs in.</param>
    /// <param name="configure">The settings of the routes.</param>
    /// <exception cref="InvalidOperationException">There is no such client or backend.</exception>
    /// <exception cref="ArgumentException">A page is not safe to be sent to.</exception>
    public RouteGroupBuilder MapOAuthRoutes(IEndpointRouteBuilder routes, string client, string backend, Action<OAuthRouteOptions>? configure = null)
    {
        var options = new OAuthRouteOptions();
        configure?.Invoke(options);
        return new OAuthRoutes<TUser, TId>(_kind, _kind.GetBackend(backend), Clients.Get(client), options).Map(routes);
    }

    /// <summary>Maps those routes of all providers, each below the name of its client, and <c>GET /providers</c>, which lists them for a sign-in page.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="backend">The name of the backend that signs in; it may be left out where there is one.</param>
    /// <param name="configure">The settings of the routes.</param>
    /// <exception cref="InvalidOperationException">There is no such backend, or none is named among several.</exception>
    /// <exception cref="ArgumentException">A page is not safe to be sent to, or there is a redirect URL for several providers.</exception>
    public RouteGroupBuilder MapOAuthRoutes(IEndpointRouteBuilder routes, string? backend = null, Action<OAuthRouteOptions>? configure = null)
    {
        var clients = Clients.All;
        if (backend is not null && clients.FirstOrDefault(client => client.Name == backend) is { } meant && _kind.Backends.TrueForAll(any => any.Name != backend))
            throw new InvalidOperationException($"'{backend}' is an OAuth client. Name the backend that signs in as well: MapOAuthRoutes(\"{meant.Name}\", \"{_kind.Backends.FirstOrDefault()?.Name}\").");
        if (backend is null && _kind.Backends.Count > 1)
            throw new InvalidOperationException($"There are several backends ({string.Join(", ", _kind.Backends.Select(any => any.Name))}). Name the one that signs in: MapOAuthRoutes(backend: \"{_kind.Backends[0].Name}\").");

        var options = new OAuthRouteOptions();
        configure?.Invoke(options);
        if (options.RedirectUrl is not null && clients.Count > 1)
            throw new ArgumentException("One RedirectUrl would be that of several providers, whose callbacks could not be told apart. Map each by its name.", nameof(configure));
        return new OAuthProviderRoutes<TUser, TId>(_kind, _kind.GetBackend(backend ?? _kind.Backends.FirstOrDefault()?.Name ?? ""), clients, options).Map(routes);
    }

    /// <summary>Maps <c>GET /authorize</c> and <c>GET /callback</c> of one provider, which connect an account with the signed-in user.</summary>
    /// <typeparam name="TRead">What an answer shows of a user.</typeparam>
    /// <param name="routes">Where to.</param>
    /// <param name="client">The name of the client.</param>
    /// <param name="configure">The settings of the routes.</param>
    /// <exception cref="InvalidOperationException">There is no such client.</exception>
    /// <exception cref="ArgumentException">A page is not safe to be sent to.</exception>
    public RouteGroupBuilder MapOAuthAssociateRoutes<TRead>(IEndpointRouteBuilder routes, string client, Action<OAuthAssociateRouteOptions>? configure = null)
        where TRead : BaseUserRead<TId>
    {
        SchemaMapper.Between(typeof(TUser), typeof(TRead));
        var options = new OAuthAssociateRouteOptions();
        configure?.Invoke(options);
        return new OAuthAssociateRoutes<TUser, TId, TRead>(_kind, Clients.Get(client), options).Map(routes);
    }

    /// <summary>Maps those routes of all providers, each below the name of its client.</summary>
    /// <typeparam name="TRead">What an answer shows of a user.</typeparam>
    /// <param name="routes">Where to.</param>
    /// <param name="configure">The settings of the routes.</param>
    /// <exception cref="ArgumentException">A page is not safe to be sent to.</exception>
    public RouteGroupBuilder MapOAuthAssociateRoutes<TRead>(IEndpointRouteBuilder routes, Action<OAuthAssociateRouteOptions>? configure = null)
        where TRead : BaseUserRead<TId>
    {
        var group = routes.MapGroup("");
        foreach (var client in Clients.All)
            MapOAuthAssociateRoutes<TRead>(group.MapGroup($"/{client.Name}"), client.Name, configure);
        return group;
    }

    /// <summary>Maps <c>GET /oauth-accounts</c> and <c>DELETE /oauth-accounts/{id}</c> for the signed-in user.</summary>
    /// <typeparam name="TRead">What an answer shows of an account.</typeparam>
    /// <param name="routes">Where to.</param>
    /// <param name="requiresVerification">Whether only verified users are let in.</param>
    public RouteGroupBuilder MapOAuthAccountRoutes<TRead>(IEndpointRouteBuilder routes, bool requiresVerification = false)
        where TRead : BaseOAuthAccountRead<TId>
    {
        SchemaMapper.Between(typeof(IOAuthAccount<TId>), typeof(TRead));
        return new OAuthAccountRoutes<TUser, TId, TRead>(_kind, requiresVerification).Map(routes);
    }

    // They are registered with the first of them.
    private OAuthClients Clients => _services.GetKeyedService<OAuthClients>(typeof(TUser)) ?? new OAuthClients(_kind, _services);

    RouteGroupBuilder IUserRoutes.Map(string method, Type[] schemas, params object?[] arguments)
    {
        var definition = typeof(FastApiUsers<TUser, TId>).GetMethods().Single(any => any.Name == method && any.GetParameters().Length == arguments.Length);
        try
        {
            var call = definition.MakeGenericMethod(schemas);
            return (RouteGroupBuilder)call.Invoke(this, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        }
        catch (ArgumentException) when (schemas.Any(schema => !Fits(schema)))
        {
            throw new InvalidOperationException(
                $"{method}<{string.Join(", ", schemas.Select(NameOf))}>: the answer's type derives from BaseUserRead<{typeof(TId).Name}>, that of a new user from BaseUserCreate, that of a change from BaseUserUpdate, that of a session from BaseSessionRead, that of a connected account from BaseOAuthAccountRead<{typeof(TId).Name}>.");
        }
    }

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;

    private static bool Fits(Type schema) =>
        typeof(BaseUserRead<TId>).IsAssignableFrom(schema) || typeof(BaseUserCreate).IsAssignableFrom(schema) || typeof(BaseUserUpdate).IsAssignableFrom(schema)
        || typeof(BaseSessionRead).IsAssignableFrom(schema) || typeof(BaseOAuthAccountRead<TId>).IsAssignableFrom(schema);
}
