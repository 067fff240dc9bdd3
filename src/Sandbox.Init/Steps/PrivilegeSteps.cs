using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>What a process gives up, for itself and whatever it starts.</summary>
internal static unsafe class PrivilegeSteps
{
    public static Outcome Take(PlanView plan, StepRecord* step) => (StepCode)step->Code switch
    {
        StepCode.DropCapabilities => CapabilityDrop.All(),
        StepCode.NoNewPrivileges => Outcome.Of(
            FailedCall.Prctl, Processes.Control(Processes.PR_SET_NO_NEW_PRIVS, 1)),
        StepCode.IsolateKeyring => IsolateKeyring(plan.Text(step->Text1)),
        StepCode.SeccompFilter => Outcome.Of(FailedCall.Seccomp, InstallFilter(plan.Text(step->Text1))),
        _ => Outcome.Failure(FailedCall.InvalidPlan, Errno.EINVAL),
    };

    private static Outcome IsolateKeyring(Text filter)
    {
        var answer = Processes.JoinNewSessionKeyring();
        return answer switch
        {
            >= 0 => Outcome.Success,
            -Errno.EDQUOT or -Errno.ENOSYS or -Errno.EPERM or -Errno.ENOMEM =>
                Outcome.Of(FailedCall.Seccomp, InstallFilter(filter)),
            _ => Outcome.Of(FailedCall.Keyctl, answer),
        };
    }

    private static nint InstallFilter(Text filter)
    {
        var program = new FilterProgram
        {
            Length = (ushort)(filter.Length / FilterProgram.InstructionSize),
            Instructions = filter.Pointer,
        };
        return Processes.InstallFilter(&program);
    }
}
