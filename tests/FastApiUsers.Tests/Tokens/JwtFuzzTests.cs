using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FastApiUsers.Tests.Tokens;

/// <summary>Tokens that are nearly right: what a strategy reads of one is what <see cref="Jwt.Decode"/> says, and neither takes what Microsoft's handler refuses.</summary>
public sealed class JwtFuzzTests
{
    private const string Secret = "SECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRET";
    private const string Audience = "fastapi-users:auth";
    private const int Rounds = 30_000;

    private static readonly string[] Audiences = [Audience, "other"];

    private static readonly string[] Headers =
    [
        """{"alg":"HS256","typ":"JWT"}""", """{"typ":"JWT","alg":"HS256"}""", """ { "alg" : "HS256" } """, """{"alg":"HS384","typ":"JWT"}""",
        """{"alg":"none"}""", """{"alg":"hs256"}""", """{"alg":"\u0048S256"}""", """{"alg":"none","alg":"HS256"}""", """{"alg":"HS256","alg":"none"}""",
        """{"alg":"HS256","kid":1}""", """{"alg":"HS256","crit":["b64"],"b64":true}""", """{"alg":"HS256","b64":false}""", """{"alg":"HS256","x":"\ud800"}""",
        """["HS256"]""", "", "\uFEFF{\"alg\":\"HS256\"}", """{"alg":"HS256"}{}""", """{"alg":"HS256",}""",
    ];

    private static readonly string[] Names = ["sub", "aud", "exp", "nbf", "iat", "jti", "sid", "pwd", "x", "s\\u0075b", "\\ud800", ""];

    private static readonly string[] Values =
    [
        "\"fastapi-users:auth\"", "[\"fastapi-users:auth\"]", "[\"x\",\"other\"]", "[\"other\",1]", "[]", "\"1\"", "\"\\u0031\"", "\"\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"é\"",
        "1", "0", "-1", "1.5", "1e3", "1E9999", "4102444800", "4102444800.9", "\" 4_102_444_800 \"", "\"1e3\"", "99999999999999999999999999999999",
        "true", "false", "null", "{}", "{\"\\ud800\":1}", "{\"y\":[\"\\udc00\"]}", "[[[[]]]]", "nul", "\"", "01",
    ];

    [Fact]
    public async Task What_a_strategy_reads_is_what_is_decoded_and_no_forgery_is_taken()
    {
        var source = new Lcg(20_261_122);
        var key = JwtKey.Create(Secret);
        var handler = new JsonWebTokenHandler();
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)),
            ValidAlgorithms = ["HS256"],
            ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false,
        };

        var (accepted, compared) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var token = source.Next(3) == 0 ? Damage(source, NewToken(source)) : NewToken(source);
            var strict = source.Next(4) != 0;
            var decoded = Jwt.Decode(token, key, Audiences, strict);
            var error = Jwt.Read(token, key, Audiences, strict, null, JwtAccessClaims.Of, out var claims);

            Assert.Equal(decoded.Error, error);
            Assert.Equal(decoded.IsAccepted, error == JwtError.None);
            if (!decoded.IsAccepted)
            {
                Assert.Equal(default, claims);
                continue;
            }

            accepted++;
            Assert.Equal(decoded.GetString("sub"), claims.Subject);
            Assert.Equal(decoded.GetString("sid"), claims.SessionId);
            Assert.Equal(decoded.GetString("pwd"), claims.Fingerprint);
            Assert.Equal((decoded.Claims.ContainsKey("pwd"), decoded.Claims.ContainsKey("exp")), (claims.HasFingerprint, claims.Expires));

            // Where the other handler can read the JSON at all, the signature of what was accepted is good for it too.
            if (strict && (await handler.ValidateTokenAsync(token, parameters)).Exception is var failure and not ArgumentException)
            {
                compared++;
                Assert.False(failure is SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException or SecurityTokenSignatureKeyNotFoundException, $"{token}: {failure}");
            }
        }

        Assert.True(accepted > Rounds / 50, $"Only {accepted} were accepted.");
        Assert.True(compared > accepted / 4, $"Only {compared} of {accepted} were compared.");
    }

    private static string NewToken(Lcg source)
    {
        var header = source.Next(2) == 0 ? Headers[0] : Headers[source.Next(Headers.Length)];
        var members = new List<string>();
        if (source.Next(8) != 0)
            members.Add("\"aud\":" + Values[source.Next(3)]);
        for (var count = source.Next(4); count > 0; count--)
            members.Add($"\"{Names[source.Next(Names.Length)]}\":{Values[source.Next(Values.Length)]}");

        var payload = source.Next(20) switch
        {
            0 => $"[{string.Join(',', members)}]",
            1 => $"\uFEFF{{{string.Join(',', members)}}}",
            2 => $"{{ {string.Join("\n , \t", members)} }} ",
            3 => $"{{{string.Join(',', members)}",
            _ => $"{{{string.Join(',', members)}}}",
        };
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        return $"{signed}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Damage(Lcg source, string token)
    {
        var at = source.Next(token.Length);
        var parts = token.Split('.');
        return source.Next(10) switch
        {
            0 => $"{token[..at]}{(char)(token[at] ^ (1 << source.Next(7)))}{token[(at + 1)..]}",
            1 => token.Insert(at, "=.\n\t \ré+/-_"[source.Next(11)].ToString()),
            2 => token.Remove(at, 1),
            3 => token[..at],
            4 => token + new string('=', 1 + source.Next(3)),
            5 => $"{parts[1]}.{parts[0]}.{parts[2]}",
            6 => $"{parts[0]}.{parts[1]}.",
            7 => token.Replace('-', '+').Replace('_', '/'),
            8 => $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}",
            _ => $"{parts[0]}=.{parts[1]}.{parts[2]}",
        };
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    // Knuth's MMIX generator: the same tokens on every run.
    private sealed class Lcg(ulong state)
    {
        public int Next(int limit)
        {
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            return (int)((state >> 33) % (ulong)limit);
        }
    }
}
