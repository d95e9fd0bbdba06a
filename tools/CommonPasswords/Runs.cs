namespace CommonPasswords;

/// <summary>
/// Runs of the alphabet, of digits and of keys, both ways, and repetitions of one character. They are common at every length, but lists hold only
/// some of them, and that of zxcvbn-ts leaves out what its estimator recognises without a list.
/// </summary>
internal static class Runs
{
    private const int ShortestLength = 4;
    private const int LongestRepetition = 24;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Rows = [Alphabet, "123456789012345678901234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    public static IEnumerable<string> All() =>
        Rows.SelectMany(Parts).Concat(Rows.Select(Reverse).SelectMany(Parts)).Concat((Alphabet + "0123456789").SelectMany(Repetitions));

    private static IEnumerable<string> Parts(string row) =>
        from start in Enumerable.Range(0, row.Length)
        from end in Enumerable.Range(start, row.Length - start + 1)
        where end - start >= ShortestLength
        select row[start..end];

    private static IEnumerable<string> Repetitions(char character) =>
        Enumerable.Range(ShortestLength, LongestRepetition - ShortestLength + 1).Select(length => new string(character, length));

    private static string Reverse(string row) => string.Concat(row.Reverse());
}
