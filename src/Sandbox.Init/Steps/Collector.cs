using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>
/// Takes files out when every other process of the sandbox is dead: it opens them, and the host copies. A descriptor
/// outlives the mount its file is in.
/// </summary>
internal static unsafe class Collector
{
    public static void Run(PlanView plan, HostSocket host)
    {
        for (uint i = 0; i < plan.Header->Collect.Count; i++)
        {
            var report = new ReportRecord { Stage = (uint)PlanStage.Collect, StepIndex = i };
            var outcome = Open(plan.Text(plan.CollectStep(i)->Text1), out var file);
            if (!outcome.Failed)
            {
                report.Kind = (uint)ReportKind.Handed;
                outcome = Outcome.Of(FailedCall.SendDescriptor, host.SendWithDescriptor(report, file));
                Files.Close(file);
            }

            if (outcome.Failed)
            {
                report.Kind = (uint)ReportKind.NotCollected;
                report.Call = (uint)outcome.Call;
                report.Errno = outcome.Errno;
                host.Send(report);
            }
        }
    }

    // Looked at before it is opened, for opening a device may do something, and again afterwards: the host's other
    // processes may change what is there meanwhile.
    private static Outcome Open(Text path, out int file)
    {
        file = -1;
        var answer = Files.OpenWithoutLinks(path.Pointer, Files.O_PATH);
        if (answer < 0)
        {
            return answer == -Errno.ENOENT ? WhyMissing(path) : Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var outcome = CheckRegular((int)answer);
        Files.Close((int)answer);
        if (outcome.Failed)
        {
            return outcome;
        }

        answer = Files.OpenWithoutLinks(path.Pointer, Files.O_RDONLY | Files.O_NONBLOCK);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Open, answer);
        }

        outcome = CheckRegular((int)answer);
        if (outcome.Failed)
        {
            Files.Close((int)answer);
            return outcome;
        }

        file = (int)answer;
        return Outcome.Success;
    }

    // A command that could have made a file and did not is another matter than a place where none can be.
    private static Outcome WhyMissing(Text path)
    {
        var answer = ParentDirectory.Open(path, out var parent);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        answer = Files.CheckWritable(parent.Descriptor);
        Files.Close(parent.Descriptor);
        return answer < 0 ? Outcome.Of(FailedCall.OpenTarget, answer) : Outcome.Failure(FailedCall.NotMade, Errno.ENOENT);
    }

    private static Outcome CheckRegular(int file)
    {
        FileStatus status;
        var answer = Files.Stat(file, &status);
        return answer < 0 ? Outcome.Of(FailedCall.Stat, answer)
            : status.IsRegularFile ? Outcome.Success
            : Outcome.Failure(FailedCall.WrongKind, Errno.EINVAL);
    }
}
