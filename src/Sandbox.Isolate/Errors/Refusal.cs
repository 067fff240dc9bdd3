using Sandbox.Init;

namespace Sandbox.Isolate.Errors;

/// <summary>What was refused, and the errno; or that nothing was.</summary>
internal readonly struct Refusal
{
    public readonly IsolationStep Step;
    public readonly int Errno;

    private Refusal(IsolationStep step, int errno)
    {
        Step = step;
        Errno = errno;
    }

    public static Refusal None => default;

    public bool IsGiven => Step != IsolationStep.None;

    public static Refusal Of(IsolationStep step, int errno) => new(step, errno);

    /// <param name="answer">Of a call that answers as <see cref="Syscall.Invoke(nint)"/> does.</param>
    public static Refusal If(IsolationStep step, nint answer) => answer < 0 ? new(step, (int)-answer) : default;

    public static Refusal If(IsolationStep step, Outcome outcome) => outcome.Failed ? new(step, outcome.Errno) : default;
}
