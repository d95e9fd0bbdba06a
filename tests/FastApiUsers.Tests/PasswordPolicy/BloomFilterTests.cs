using System.Numerics;
using FastApiUsers.PasswordPolicy;

namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>A filter knows all of its texts, takes few others for one, and stays what it is in a file.</summary>
public sealed class BloomFilterTests
{
    private static readonly HashSet<string> Added = Texts.Generate(20_000, seed: 1).ToHashSet();
    private static readonly BloomFilter Filter = BloomFilter.Create(Added);

    [Fact]
    public void Each_text_that_was_added_is_found() => Assert.All(Added, text => Assert.True(Filter.MayContain(text)));

    [Fact]
    public void The_case_of_letters_does_not_matter() => Assert.All(Added, text => Assert.True(Filter.MayContain(text.ToUpperInvariant())));

    [Fact]
    public void A_filter_from_a_file_is_the_same()
    {
        var read = new BloomFilter(Filter.Content.ToArray());

        Assert.Equal(Added.Count, read.Count);
        Assert.All(Added, text => Assert.True(read.MayContain(text)));
    }

    [Fact]
    public void About_1_in_100000_others_is_taken_for_one() => AssertFewAreFound(Filter, Added);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a text that is longer than all that were added to it, and than what it may have at all")]
    [InlineData("pässwörd")]
    [InlineData("password\uFFFD")]
    public void A_text_that_cannot_be_in_it_is_not_found(string text) => Assert.False(Filter.MayContain(text));

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(1000)]
    public void A_file_that_is_cut_off_is_refused(int length) =>
        Assert.Throws<InvalidDataException>(() => new BloomFilter(Filter.Content[..length].ToArray()));

    /// <summary>Half of the bits are set, as the number of texts lets expect; so the filter holds as many as it says.</summary>
    internal static void AssertIsFilledAsExpected(BloomFilter filter)
    {
        var set = 0;
        foreach (var bits in filter.Bits)
            set += BitOperations.PopCount(bits);

        Assert.Equal(1 - Math.Exp(-16.0 / 24), set / (filter.Bits.Length * 8.0), 0.005);
    }

    internal static int AssertFewAreFound(BloomFilter filter, HashSet<string> except)
    {
        const int count = 1_000_000;
        var found = Texts.Generate(count, seed: 2).Count(text => !except.Contains(text) && filter.MayContain(text));

        Assert.True(found < count / 50_000, $"{found} of {count} were found.");
        return found;
    }
}
