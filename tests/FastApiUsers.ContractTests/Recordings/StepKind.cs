namespace FastApiUsers.ContractTests.Recordings;

/// <summary>What a line of the recording is.</summary>
internal enum StepKind
{
    /// <summary>A request and its answer.</summary>
    Exchange,

    /// <summary>A statement run on the database.</summary>
    Sql,

    /// <summary>A JWT made for later steps.</summary>
    Mint,

    /// <summary>A text kept for later steps.</summary>
    Variable,

    /// <summary>A key of Redis that is set or looked at.</summary>
    Redis,

    /// <summary>Something noted by the recording that a replay over HTTP cannot do or see.</summary>
    Remark,
}
