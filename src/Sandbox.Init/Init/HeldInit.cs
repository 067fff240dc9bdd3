using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Init;

/// <summary>
/// The init of a sandbox that is held: everything is built and given up, nothing runs inside but the init itself, and the
/// command is still to come.
/// </summary>
internal static unsafe class HeldInit
{
    /// <summary>Tells the host, and waits for the command. Ends with the host, and when the host asks for it.</summary>
    /// <param name="held">The plan that was carried out.</param>
    /// <param name="plan">What is left to do; its streams are descriptors 0 to 2 now.</param>
    public static Outcome AwaitCommand(PlanView held, HostSocket host, MonitorLink monitor, out PlanView plan)
    {
        plan = held;
        CommandDescriptors descriptors;
        monitor.Send(Milestone.Waiting);
        host.Send(new() { Kind = (uint)ReportKind.Prepared });
        AwaitExecute(host, &descriptors);
        if (!descriptors.AreComplete)
        {
            return Outcome.Failure(FailedCall.Dup, Errno.EMFILE);
        }

        var answer = monitor.SendCommanded(descriptors.Plan);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.SendDescriptor, answer);
        }

        // The monitor begins to count what happens in a group before the command is in it.
        if (held.HasCgroup && monitor.AwaitRequest(out _) <= 0)
        {
            Processes.Exit(1);
        }

        var outcome = TakeStreams(&descriptors);
        var loaded = Continuation.Load(held, descriptors.Plan, host, out plan);
        return outcome.Failed ? outcome : loaded;
    }

    private static void AwaitExecute(HostSocket host, CommandDescriptors* descriptors)
    {
        RequestRecord request;
        do
        {
            // A signal is for a command, and there is none.
            if (host.AwaitRequest(&request, descriptors) != sizeof(RequestRecord)
                || (RequestKind)request.Kind is not (RequestKind.Signal or RequestKind.SignalAll or RequestKind.Execute))
            {
                Processes.Exit(1);
            }
        }
        while (request.Kind != (uint)RequestKind.Execute);
    }

    private static Outcome TakeStreams(CommandDescriptors* descriptors)
    {
        var streams = &descriptors->Input;
        var outcome = Outcome.Success;
        for (var i = 0; i <= Descriptors.LastStandard; i++)
        {
            if (!outcome.Failed)
            {
                outcome = Outcome.Of(FailedCall.Dup, Descriptors.DuplicateTo(streams[i], i));
            }

            Files.Close(streams[i]);
        }

        return outcome;
    }
}
