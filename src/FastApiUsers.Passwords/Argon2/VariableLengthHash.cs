using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>The variable-length hash function H' of RFC 9106 section 3.3.</summary>
internal static class VariableLengthHash
{
    private const int Half = Blake2b.MaximumLength / 2;

    public static void Compute(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var first = new Blake2b(Math.Min(output.Length, Blake2b.MaximumLength));
        first.Append(output.Length);
        first.Append(input);
        if (output.Length <= Blake2b.MaximumLength)
        {
            first.Finish(output);
            return;
        }

        // V_1 .. V_r of 64 bytes, of which the first halves are the output, and V_(r+1) with what then remains: 33 to 64 bytes.
        Span<byte> v = stackalloc byte[Blake2b.MaximumLength];
        first.Finish(v);
        v[..Half].CopyTo(output);
        output = output[Half..];
        while (output.Length > Blake2b.MaximumLength)
        {
            Blake2b.Compute(v, v);
            v[..Half].CopyTo(output);
            output = output[Half..];
        }

        Blake2b.Compute(v, output);
        CryptographicOperations.ZeroMemory(v);
    }
}
