using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>A range service on this machine, which knows a few breached passwords and keeps what it was asked.</summary>
internal sealed class RangeServer(TestApp app, ConcurrentQueue<RangeRequest> requests) : IAsyncDisposable
{
    public const string Breached = "excalibur in the stone";

    public string Endpoint => $"{app.Client.BaseAddress}range/";

    public ConcurrentQueue<RangeRequest> Requests => requests;

    public static Task<RangeServer> StartAsync() => StartAsync(context => context.Response.WriteAsync(RangeOf(Breached, 3)));

    public static async Task<RangeServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var requests = new ConcurrentQueue<RangeRequest>();
        var app = await TestApp.StartAsync((_, _) => { }, routes => routes.Run(context =>
        {
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            requests.Enqueue(new RangeRequest(context.Request.Method, context.Request.Path.Value! + context.Request.QueryString, headers));
            return answer(context);
        }));
        return new RangeServer(app, requests);
    }

    /// <summary>A range with a password, one that is padding, and one that is another's.</summary>
    public static string RangeOf(string password, int count) =>
        $"00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2\r\n{Hash(password)[5..]}:{count}\r\n011053FD0102E94D6AE2F8B83D76FAF94F6:0\r\n";

#pragma warning disable CA5350 // It is the hash of the range service.
    public static string Hash(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
