using Sandbox.Wire;

namespace Sandbox.Init;

/// <summary>What became of a step: success, or what was refused and the errno.</summary>
internal readonly struct Outcome
{
    public readonly FailedCall Call;
    public readonly int Errno;

    private Outcome(FailedCall call, int errno)
    {
        Call = call;
        Errno = errno;
    }

    public static Outcome Success => default;

    public bool Failed => Call != FailedCall.None;

    public static Outcome Failure(FailedCall call, int errno) => new(call, errno);

    /// <summary>The outcome of a call that answered as <see cref="Syscall.Invoke(nint)"/> does.</summary>
    public static Outcome Of(FailedCall call, nint answer) => answer < 0 ? new(call, (int)-answer) : default;
}
