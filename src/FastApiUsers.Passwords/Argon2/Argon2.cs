using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// The Argon2 function of RFC 9106 on bytes, with all its inputs. For passwords use <see cref="Argon2Hasher"/>, which also
/// makes the salt and the text to store.
/// </summary>
public static unsafe class Argon2
{
    private const int InitialHashLength = 64;

    /// <summary>Computes an Argon2 hash. The memory it takes is wiped at the end.</summary>
    /// <param name="password">The message P, of any length.</param>
    /// <param name="salt">The nonce S, of <see cref="Argon2Parameters.SaltLength"/> bytes.</param>
    /// <param name="secret">The secret value K, or empty.</param>
    /// <param name="associatedData">The associated data X, or empty.</param>
    /// <param name="parameters">The variant, version, costs and lengths.</param>
    /// <param name="output">Receives the tag, of <see cref="Argon2Parameters.HashLength"/> bytes.</param>
    /// <param name="maxDegreeOfParallelism">
    /// How many lanes may be filled at the same time, at least 1; the hash is the same. The default is 1: a server that hashes for
    /// several users at once keeps its processors busy with those, and more threads for each would only get in each other's way. With 1
    /// nothing is allocated from the garbage collector; with more, at most 256 bytes for each hash.
    /// </param>
    /// <param name="memoryPool">Where the memory comes from; the default is <see cref="Argon2MemoryPool.Shared"/>.</param>
    /// <exception cref="ArgumentException">A parameter is not allowed, or a length is not that of the parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The degree of parallelism is less than 1.</exception>
    /// <exception cref="OutOfMemoryException">The memory of the parameters cannot be had.</exception>
    public static void Hash(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters,
        Span<byte> output,
        int maxDegreeOfParallelism = 1,
        Argon2MemoryPool? memoryPool = null) =>
        Hash(password, salt, secret, associatedData, parameters, output, Argon2Execution.Create(maxDegreeOfParallelism, memoryPool));

    internal static void Hash(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters,
        Span<byte> output,
        Argon2Execution execution)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.FindFault() is { } fault)
            throw new ArgumentException(fault, nameof(parameters));
        if (salt.Length != parameters.SaltLength)
            throw new ArgumentException($"The salt has {salt.Length} bytes; the parameters say {parameters.SaltLength}.", nameof(salt));
        if (output.Length != parameters.HashLength)
        {
            throw new ArgumentException(
                $"The output has {output.Length} bytes; the parameters say {parameters.HashLength}.",
                nameof(output));
        }

        var buffer = execution.Pool.Rent(parameters.BlockCount);
        try
        {
            var memory = new Argon2Memory(buffer, parameters);
            Initialize(memory, password, salt, secret, associatedData, parameters);
            new Argon2Passes(memory, parameters, execution).Run();
            Finish(memory, output);
        }
        finally
        {
            buffer.Wipe(parameters.BlockCount);
            execution.Pool.Return(buffer);
        }
    }

    // Steps 1, 3 and 4: H_0, and from it the first two blocks of every lane.
    private static void Initialize(
        Argon2Memory memory,
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters)
    {
        Span<byte> seed = stackalloc byte[InitialHashLength + 2 * sizeof(int)];
        Span<byte> block = stackalloc byte[Argon2Block.Bytes];

        var hash = new Blake2b(InitialHashLength);
        hash.Append(parameters.Parallelism);
        hash.Append(parameters.HashLength);
        hash.Append(parameters.MemorySize);
        hash.Append(parameters.Iterations);
        hash.Append((int)parameters.Version);
        hash.Append((int)parameters.Type);
        AppendWithLength(ref hash, password);
        AppendWithLength(ref hash, salt);
        AppendWithLength(ref hash, secret);
        AppendWithLength(ref hash, associatedData);
        hash.Finish(seed[..InitialHashLength]);

        for (var lane = 0; lane < memory.Lanes; lane++)
        {
            for (var column = 0; column < 2; column++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(seed[InitialHashLength..], column);
                BinaryPrimitives.WriteInt32LittleEndian(seed[(InitialHashLength + sizeof(int))..], lane);
                VariableLengthHash.Compute(seed, block);
                memory[lane, column]->Load(block);
            }
        }

        CryptographicOperations.ZeroMemory(seed);
        CryptographicOperations.ZeroMemory(block);
    }

    private static void AppendWithLength(ref Blake2b hash, ReadOnlySpan<byte> value)
    {
        hash.Append(value.Length);
        hash.Append(value);
    }

    // Steps 7 and 8: the last blocks of all lanes, XORed and hashed to the tag.
    private static void Finish(Argon2Memory memory, Span<byte> output)
    {
        Span<byte> bytes = stackalloc byte[Argon2Block.Bytes];
        var final = memory[0, memory.LaneLength - 1];
        for (var lane = 1; lane < memory.Lanes; lane++)
            final->Xor(in *memory[lane, memory.LaneLength - 1]);

        final->Store(bytes);
        VariableLengthHash.Compute(bytes, output);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
