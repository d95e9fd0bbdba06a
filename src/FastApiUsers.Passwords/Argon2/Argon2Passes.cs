namespace FastApiUsers.Passwords;

/// <summary>Fills the memory: the slices of all passes in their order.</summary>
internal readonly struct Argon2Passes(Argon2Memory memory, Argon2Parameters parameters, Argon2Execution execution)
{
    public void Run()
    {
        var workers = Math.Min(execution.MaxDegreeOfParallelism, memory.Lanes);
        var parallel = workers > 1 ? new Argon2ParallelFill(execution.Backend, memory.Lanes, workers) : null;
        for (var pass = 0; pass < parameters.Iterations; pass++)
        {
            for (var slice = 0; slice < Argon2Memory.Slices; slice++)
                Fill(new Argon2Slice(memory, parameters, pass, slice), parallel);
        }
    }

    // The lanes of one slice do not read each other's blocks of that slice, so that their order is free.
    private void Fill(Argon2Slice slice, Argon2ParallelFill? parallel)
    {
        if (parallel is not null)
        {
            parallel.Run(slice);
            return;
        }

        for (var lane = 0; lane < memory.Lanes; lane += Argon2Slice.MaximumLanes)
            execution.Backend.Fill(slice, lane, Math.Min(Argon2Slice.MaximumLanes, memory.Lanes - lane));
    }
}
