namespace FastApiUsers.Passwords;

/// <summary>The memory matrix B of RFC 9106 section 3.2 over a buffer: lanes of blocks, each lane of four slices.</summary>
internal readonly unsafe struct Argon2Memory(Argon2Buffer buffer, Argon2Parameters parameters)
{
    /// <summary>SL in the RFC: the vertical slices, at whose borders the lanes wait for each other.</summary>
    public const int Slices = 4;

    private readonly Argon2Block* _blocks = buffer.Start;

    /// <summary>p in the RFC.</summary>
    public int Lanes { get; } = parameters.Parallelism;

    /// <summary>The number of blocks where a lane and a slice meet.</summary>
    public int SegmentLength { get; } = parameters.BlockCount / (Slices * parameters.Parallelism);

    /// <summary>q in the RFC.</summary>
    public int LaneLength => SegmentLength * Slices;

    /// <summary>m' in the RFC.</summary>
    public int BlockCount => Lanes * LaneLength;

    /// <summary>B[lane][column] in the RFC. Not written yet, it holds anything.</summary>
    public Argon2Block* this[int lane, int column] => _blocks + (nint)lane * LaneLength + column;
}
