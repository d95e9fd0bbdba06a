namespace FastApiUsers.Passwords;

/// <summary>scryptROMix and scryptBlockMix of RFC 7914 sections 5 and 4.</summary>
internal static unsafe class ScryptMix
{
    /// <summary>scryptROMix: mixes one block of <see cref="ScryptMemory.Input"/> in place.</summary>
    public static void Run(Span<byte> block, ScryptMemory memory)
    {
        // Steps 1 and 2: V[i] = X, X = scryptBlockMix(X). Each block is mixed into the next, and the last one into X.
        Load(block, memory[0], memory.BlockLength);
        for (var i = 0; i < memory.Count; i++)
            BlockMix(memory[i], memory[i + 1], memory.BlockLength);

        // Step 3: T = X XOR V[j], X = scryptBlockMix(T). N is even, so that two at a time leave the result in X.
        for (var i = 0; i < memory.Count; i += 2)
        {
            XorAndMix(memory, memory.X, memory.Y);
            XorAndMix(memory, memory.Y, memory.X);
        }

        Store(memory.X, block, memory.BlockLength);
    }

    /// <summary>scryptBlockMix, from one place to another.</summary>
    /// <param name="input">2 * r Salsa blocks.</param>
    /// <param name="output">As many, which are not those of the input.</param>
    /// <param name="length">2 * r.</param>
    public static void BlockMix(SalsaBlock* input, SalsaBlock* output, int length)
    {
        // Step 1
        var x = input[length - 1];
        for (var i = 0; i < length; i++)
        {
            // Step 2
            x.Xor(in input[i]);
            x.Permute();

            // Step 3: those with an even index come first, then those with an odd one.
            output[i / 2 + (i % 2 == 0 ? 0 : length / 2)] = x;
        }
    }

    private static void XorAndMix(ScryptMemory memory, SalsaBlock* source, SalsaBlock* target)
    {
        // Integerify: the first word of the last Salsa block is enough, for N is a power of two and less than 2^32.
        var j = (int)(source[memory.BlockLength - 1].FirstWord & (uint)(memory.Count - 1));
        var chosen = memory[j];
        for (var i = 0; i < memory.BlockLength; i++)
            source[i].Xor(in chosen[i]);
        BlockMix(source, target, memory.BlockLength);
    }

    private static void Load(ReadOnlySpan<byte> bytes, SalsaBlock* block, int length)
    {
        for (var i = 0; i < length; i++)
            block[i].Load(bytes[(i * SalsaBlock.Bytes)..]);
    }

    private static void Store(SalsaBlock* block, Span<byte> bytes, int length)
    {
        for (var i = 0; i < length; i++)
            block[i].Store(bytes[(i * SalsaBlock.Bytes)..]);
    }
}
