namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>Texts that look random and are the same in every run (SplitMix64).</summary>
internal static class Texts
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Texts of 8 to 15 lower-case letters and digits.</summary>
    public static IEnumerable<string> Generate(int count, ulong seed)
    {
        var state = seed;
        for (var i = 0; i < count; i++)
        {
            var length = 8 + (int)(Next(ref state) % 8);
            yield return string.Create(length, Next(ref state), static (text, number) =>
            {
                for (var at = 0; at < text.Length; at++)
                    text[at] = Alphabet[(int)(Next(ref number) % (ulong)Alphabet.Length)];
            });
        }
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
