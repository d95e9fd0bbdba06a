using FastApiUsers.Tests.Support;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.Users;

public sealed class UserIdParserTests
{
    public static TheoryData<int> Texts => [.. Enumerable.Range(0, Vectors.Cases("uuid_texts").Count())];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_Guid_is_read_as_by_the_original(int index)
    {
        var vector = Vectors.Cases("uuid_texts").ElementAt(index);

        var parsed = UserIdParser.TryParse<Guid>(vector.GetProperty("text").GetString(), out var id);

        Assert.Equal(vector.GetProperty("uuid").GetString(), parsed ? id.ToString() : null);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("-5", -5)]
    [InlineData("1.0", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("99999999999", null)]
    public void An_int_is_read_whatever_the_culture(string? text, int? expected)
    {
        var parsed = UserIdParser.TryParse<int>(text, out var id);

        Assert.Equal(expected, parsed ? id : null);
    }

    [Fact]
    public void A_long_beyond_an_int_is_read()
    {
        Assert.True(UserIdParser.TryParse<long>("99999999999", out var id));
        Assert.Equal(99999999999, id);
    }

    [Fact]
    public void A_string_is_an_id_unless_it_is_empty()
    {
        Assert.True(UserIdParser.TryParse<string>("lancelot", out var id));
        Assert.Equal("lancelot", id);
        Assert.False(UserIdParser.TryParse<string>("", out _));
        Assert.False(UserIdParser.TryParse<string>(null, out _));
    }
}
