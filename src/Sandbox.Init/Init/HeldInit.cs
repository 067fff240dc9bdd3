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
    /// <summary>Tells the host, and waits for the command. Ends with the monitor.</summary>
    /// <param name="held">The plan that was carried out.</param>
    /// <param name="plan">What is left to do; its streams are descriptors 0 to 2 now.</param>
    public static Outcome AwaitCommand(PlanView held, HostSocket host, MonitorLink monitor, out PlanView plan)
    {
        host.Send(new() { Kind = (uint)ReportKind.Prepared });
        CommandDescriptors descriptors;
        RequestRecord request;
        do
        {
            // What else may come, a signal say, is for a command, and there is none.
            if (monitor.AwaitRequest(out request, out descriptors) <= 0)
            {
                Processes.Exit(1);
            }
        }
        while (request.Kind != (uint)RequestKind.Execute);

        if (!descriptors.AreComplete)
        {
            plan = held;
            return Outcome.Failure(FailedCall.Dup, Errno.EMFILE);
        }

        var outcome = TakeStreams(&descriptors);
        var loaded = Continuation.Load(held, descriptors.Plan, host, out plan);
        return outcome.Failed ? outcome : loaded;
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
