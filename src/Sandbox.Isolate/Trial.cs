using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;
using Sandbox.Isolate.Profiles;

namespace Sandbox.Isolate;

/// <summary>
/// Isolates a copy of the calling process, which then ends: what this machine refuses is known before anything has
/// changed.
/// </summary>
/// <remarks>All signals must be blocked: the copy has the caller's handlers.</remarks>
internal static unsafe class Trial
{
    public static Refusal Run(ProfileSet profiles, Caller caller)
    {
        var answer = Memory.AllocateShared(sizeof(Refusal));
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.Fork, answer);
        }

        // What stands when the copy does not get to say anything.
        var report = (Refusal*)answer;
        *report = Refusal.Of(IsolationStep.WaitForTrial, Errno.EINTR);
        var pid = Processes.ForkUnnoticed();
        if (pid == 0)
        {
            *report = Isolation.Enter(profiles, caller);
            Processes.Exit(0);
        }

        var refusal = Refusal.If(IsolationStep.Fork, pid);
        if (!refusal.IsGiven)
        {
            int status;
            Processes.Wait((int)pid, &status, Processes.__WALL);
            refusal = *report;
        }

        Memory.Free(report, sizeof(Refusal));
        return refusal;
    }
}
