namespace Sessions;

/// <summary>What a request took, on average of the requests that a side made in its turn: three times in microseconds, and bytes.</summary>
/// <param name="Time">The time of the turn, divided by its requests.</param>
/// <param name="Pipeline">The time that a request was in the server's pipeline.</param>
/// <param name="Processor">The processor time of this process, client and server.</param>
/// <param name="Allocated">The bytes that this process allocated, client and server.</param>
internal sealed record Turn(double Time, double Pipeline, double Processor, double Allocated);
