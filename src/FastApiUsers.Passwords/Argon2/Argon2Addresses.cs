namespace FastApiUsers.Passwords;

/// <summary>
/// The places that Argon2i reads in one segment, whatever the password: RFC 9106 section 3.4.1.2. They come from the position alone,
/// so nothing here is secret.
/// </summary>
internal struct Argon2Addresses
{
    private const int CounterWord = 6;

    private Argon2Block _input;
    private Argon2Block _addresses;

    public Argon2Addresses(int pass, int lane, int slice, int blockCount, Argon2Parameters parameters)
    {
        _input[0] = (ulong)pass;
        _input[1] = (ulong)lane;
        _input[2] = (ulong)slice;
        _input[3] = (ulong)blockCount;
        _input[4] = (ulong)parameters.Iterations;
        _input[5] = (ulong)parameters.Type;
    }

    /// <summary>J_1 and J_2 of the block at an index of the segment.</summary>
    public ulong At<TCompression>(int index)
        where TCompression : IArgon2Compression
    {
        // Each block of addresses serves 128 places, and its counter starts at one.
        var counter = (ulong)(index / Argon2Block.Words) + 1;
        if (_input[CounterWord] != counter)
        {
            _input[CounterWord] = counter;
            Generate<TCompression>();
        }

        return _addresses[index % Argon2Block.Words];
    }

    // G(ZERO, G(ZERO, input))
    private void Generate<TCompression>()
        where TCompression : IArgon2Compression
    {
        Argon2Block zero = default;
        Argon2Block scratch = default;
        Argon2Block inner = default;
        TCompression.Begin(in zero, in _input, ref inner, xor: false, ref scratch);
        TCompression.End(in zero, in _input, ref inner, xor: false, ref scratch);
        TCompression.Begin(in zero, in inner, ref _addresses, xor: false, ref scratch);
        TCompression.End(in zero, in inner, ref _addresses, xor: false, ref scratch);
    }
}
