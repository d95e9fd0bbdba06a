using System.Text;
using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

public class RecordedRequestTests
{
    private static readonly Uri Server = new("http://127.0.0.1:80");

    [Theory]
    [InlineData(196, 1000037)]
    [InlineData(197, 14930)]
    public void A_body_that_was_cut_gets_its_length_back(int step, int length) => Assert.Equal(length, BodyOf(step).Length);

    [Fact]
    public void A_target_that_was_cut_gets_its_length_back()
    {
        var target = AbbreviatedText.Restore(Request(698).GetProperty("target").GetString()!);
        Assert.Equal(60012, target.Length);
        Assert.StartsWith("/users/me?x=aaaa", target, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_of_raw_bytes_is_sent_as_these_bytes() => Assert.Equal([0xff, 0xfe, (byte)'{', 0], BodyOf(131)[..4]);

    [Fact]
    public void A_body_of_text_is_sent_as_UTF8() =>
        Assert.Contains("foo@ß.com", Encoding.UTF8.GetString(BodyOf(111)), StringComparison.Ordinal);

    private static byte[] BodyOf(int step)
    {
        var bytes = RecordedRequest.ToBytes(Request(step), new Variables(), Server);
        return bytes[(bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..];
    }

    private static JsonElement Request(int step)
    {
        var request = Golden.Steps.Single(recorded => recorded.Number == step).Line.GetProperty("request").GetRawText();
        // Placeholders do not matter to these cases.
        return JsonSerializer.Deserialize<JsonElement>(request.Replace("{{", "", StringComparison.Ordinal));
    }
}
