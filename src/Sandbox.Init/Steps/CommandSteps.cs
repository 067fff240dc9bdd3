using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>The steps the command's own process takes.</summary>
internal static unsafe class CommandSteps
{
    /// <param name="firstPassed">The number of the first passed descriptor.</param>
    public static Outcome Take(PlanView plan, uint index, int firstPassed)
    {
        var step = plan.CommandStep(index);
        switch ((StepCode)step->Code)
        {
            case StepCode.NewSession:
                return Outcome.Of(FailedCall.Setsid, Processes.StartSession());
            case StepCode.ChangeDirectory:
                return ChangeDirectory(plan.Text(step->Text1).Pointer, (StepFlags)step->Flags);
            case StepCode.SetUmask:
                Files.SetUmask((uint)step->Value1);
                return Outcome.Success;
            case StepCode.SetResourceLimit when step->Value1 == ResourceLimit.RLIMIT_NPROC:
                return LimitProcesses(step->Value2);
            case StepCode.SetResourceLimit:
                return Outcome.Of(FailedCall.Setrlimit, Limit((int)step->Value1, step->Value2));
            case StepCode.PassDescriptor:
                var source = firstPassed + (int)step->Value1;
                return Outcome.Of(FailedCall.Dup, Descriptors.DuplicateTo(source, (int)step->Value2));
            case StepCode.SetPersonality:
                return Outcome.Of(FailedCall.Personality, Processes.AddPersonality(Processes.ADDR_NO_RANDOMIZE));
            default:
                return PrivilegeSteps.Take(plan, step);
        }
    }

    private static nint Limit(int resource, ulong value)
    {
        ResourceLimit limit;
        if (resource == ResourceLimit.RLIMIT_CPU && Processes.Limit(resource, null, &limit) >= 0 && limit.Hard > value)
        {
            // A second for SIGXCPU, which says what happened, before the SIGKILL at the hard limit, which does not.
            limit.Hard = value + 1;
        }
        else
        {
            limit.Hard = value;
        }

        limit.Soft = value;
        return Processes.Limit(resource, &limit, null);
    }

    // The kernel's own root may start as many as it likes, and in a namespace within namespaces nobody knows who that is.
    private static Outcome LimitProcesses(ulong value)
    {
        var limit = new ResourceLimit { Soft = 0, Hard = value };
        var answer = Processes.Limit(ResourceLimit.RLIMIT_NPROC, &limit, null);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Setrlimit, answer);
        }

        var child = Processes.ForkUnnoticed();
        if (child == 0)
        {
            Processes.Exit(0);
        }

        if (child > 0)
        {
            int status;
            Processes.Wait((int)child, &status, Processes.__WALL);
            return Outcome.Failure(FailedCall.NotLimited, Errno.EPERM);
        }

        if (child != -Errno.EAGAIN)
        {
            return Outcome.Of(FailedCall.Clone, child);
        }

        limit.Soft = value;
        return Outcome.Of(FailedCall.Setrlimit, Processes.Limit(ResourceLimit.RLIMIT_NPROC, &limit, null));
    }

    private static Outcome ChangeDirectory(byte* path, StepFlags flags)
    {
        var answer = Files.ChangeDirectory(path);
        if (answer < 0 && (flags & StepFlags.OrRoot) != 0)
        {
            answer = Files.ChangeDirectory("/"u8.Pointer);
        }

        return Outcome.Of(FailedCall.Chdir, answer);
    }
}
