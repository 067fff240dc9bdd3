namespace Sandbox.Launching;

/// <summary>What became of an output, once all of it was copied or nobody waits any longer.</summary>
/// <param name="Kept">What was kept for the result.</param>
/// <param name="IsCut">Whether some of what the command wrote is missing where it was to go.</param>
/// <param name="Failure">Why it could not be passed on; null where it could.</param>
internal readonly record struct PumpOutcome(ReadOnlyMemory<byte> Kept, bool IsCut, Exception? Failure);
