namespace Sandbox.Plans;

/// <summary>What a wrapper was not let do on this machine, whatever the plan.</summary>
/// <param name="Operation">What it was doing; the remedy follows from it, and from what is found out about this machine.</param>
/// <param name="Errno">The kernel's answer (errno(3)); null where the wrapper does not tell.</param>
/// <param name="Hint">What to do, where it is a matter of the wrapper itself; otherwise null.</param>
public sealed record WrapperRefusal(RefusedOperation Operation, int? Errno = null, string? Hint = null);
