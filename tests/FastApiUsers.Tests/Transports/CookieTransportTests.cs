using System.Text.Json;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Tests.Transports;

public sealed class CookieTransportTests
{
    public static TheoryData<int> Vectors => [.. Enumerable.Range(0, Support.Vectors.Cases("cookies").Count())];

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task A_cookie_is_written_in_the_bytes_of_the_original(int index)
    {
        var vector = Support.Vectors.Cases("cookies").ElementAt(index);
        var transport = new CookieTransport(cookie => Configure(cookie, vector.GetProperty("args")));

        var context = await ExecuteAsync(transport.Login(vector.GetProperty("value").GetString()!));

        Assert.Equal(204, context.Response.StatusCode);
        Assert.Equal(vector.GetProperty("set_cookie").GetString(), context.Response.Headers.SetCookie);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task A_value_that_was_written_is_read_again(int index)
    {
        var value = Support.Vectors.Cases("cookies").ElementAt(index).GetProperty("value").GetString()!;
        var transport = new CookieTransport();

        var written = (await ExecuteAsync(transport.Login(value))).Response.Headers.SetCookie.ToString();

        Assert.Equal(value.Length == 0 ? null : value, Read(transport, written[..written.IndexOf("; HttpOnly", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("a=b; fastapiusersauth=T; c=d", "T")]
    [InlineData("a=b;fastapiusersauth=T;c=d", "T")]
    [InlineData("fastapiusersauth = T", "T")]
    [InlineData("fastapiusersauth=bad; fastapiusersauth=T", "T")]
    [InlineData("fastapiusersauth=\"T\"", "T")]
    [InlineData("FASTAPIUSERSAUTH=T", null)]
    [InlineData("fastapiusersauth", null)]
    [InlineData("fastapiusersauth=", null)]
    [InlineData("", null)]
    public void A_cookie_is_found_in_its_header(string header, string? expected) => Assert.Equal(expected, Read(new CookieTransport(), header));

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("a;b")]
    [InlineData("a=b")]
    public void A_name_that_would_break_the_header_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new CookieTransport(cookie => cookie.Name = name));

    [Fact]
    public void A_path_or_domain_that_would_break_the_header_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new CookieTransport(cookie => cookie.Path = "/; Domain=evil.example"));
        Assert.Throws<ArgumentException>(() => new CookieTransport(cookie => cookie.Domain = "a\r\nSet-Cookie: x=y"));
        Assert.Throws<ArgumentException>(() => new CookieTransport(cookie => cookie.SameSite = SameSiteMode.Unspecified));
    }

    private static void Configure(CookieTransportOptions cookie, JsonElement args)
    {
        cookie.Path = args.GetProperty("path").GetString()!;
        cookie.Domain = args.GetProperty("domain").GetString();
        cookie.Secure = args.GetProperty("secure").GetBoolean();
        cookie.HttpOnly = args.GetProperty("httponly").GetBoolean();
        cookie.SameSite = Enum.Parse<SameSiteMode>(args.GetProperty("samesite").GetString()!, ignoreCase: true);
        cookie.MaxAge = args.GetProperty("max_age").ValueKind == JsonValueKind.Null ? null : TimeSpan.FromSeconds(args.GetProperty("max_age").GetInt32());
    }

    private static string? Read(CookieTransport transport, string header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = header;
        return transport.ReadToken(context.Request);
    }

    private static async Task<HttpContext> ExecuteAsync(IResult result)
    {
        var context = new DefaultHttpContext();
        await result.ExecuteAsync(context);
        return context;
    }

    [Theory]
    [InlineData("session", "session_refresh")]
    [InlineData("__Secure-session", "__Secure-session_refresh")]
    [InlineData("__Host-session", "__Secure-session_refresh")]
    public async Task The_refresh_cookie_has_a_name_that_browsers_take(string name, string expected)
    {
        var transport = new CookieTransport(cookie => cookie.Name = name);
        var context = new DefaultHttpContext();

        await transport.Logout("/auth/refresh").ExecuteAsync(context);

        Assert.StartsWith($"{expected}=", context.Response.Headers.SetCookie[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refresh_cookie_that_browsers_refuse_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CookieTransport(cookie => cookie.RefreshName = "__Host-refresh"));
}
