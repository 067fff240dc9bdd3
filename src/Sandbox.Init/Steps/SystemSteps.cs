using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>What the init sets besides the tree: id maps, names, itself.</summary>
internal static unsafe class SystemSteps
{
    /// <param name="isKnown">False when the step is not of this kind.</param>
    public static Outcome Take(PlanView plan, StepRecord* step, out bool isKnown)
    {
        isKnown = true;
        var text = plan.Text(step->Text1);
        switch ((StepCode)step->Code)
        {
            case StepCode.WriteFile:
                return WriteFile(text.Pointer, plan.Text(step->Text2));
            case StepCode.SetHostName:
                return Outcome.Of(FailedCall.Sethostname, Processes.SetHostName(text.Pointer, text.Length));
            case StepCode.SetDomainName:
                return Outcome.Of(FailedCall.Setdomainname, Processes.SetDomainName(text.Pointer, text.Length));
            case StepCode.InterfaceUp:
            case StepCode.AddAddress:
            case StepCode.AddRoute:
                return NetworkSteps.Take(plan, step);
            case StepCode.NotDumpable:
                return Outcome.Of(FailedCall.Prctl, Processes.Control(Processes.PR_SET_DUMPABLE, 0));
            default:
                isKnown = false;
                return Outcome.Success;
        }
    }

    // In one write: files of /proc take each as a whole.
    private static Outcome WriteFile(byte* path, Text content)
    {
        var answer = Files.Open(Files.AT_FDCWD, path, Files.O_WRONLY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Open, answer);
        }

        var file = (int)answer;
        answer = Files.Write(file, content.Pointer, content.Length);
        Files.Close(file);
        return answer >= 0 && answer != content.Length
            ? Outcome.Failure(FailedCall.Write, Errno.EIO)
            : Outcome.Of(FailedCall.Write, answer);
    }
}
