using Sandbox.Init.Linux;
using Sandbox.Init.Monitor;
using Sandbox.Wire;

namespace Sandbox.Init.StandIn;

/// <summary>A monitor without a plan as yet: it has the init started, and waits for what the tool answers.</summary>
internal unsafe struct EarlyMonitor
{
    // Until the plan comes, the connection with the tool is in its place.
    private const int PlanDescriptor = StandIn.FirstPlan;
    private const int ToolDescriptor = PlanDescriptor;
    private const int FirstFree = PlanDescriptor + 3;

    private const uint AllButNetwork = Processes.CLONE_NEWUSER | Processes.CLONE_NEWNS | Processes.CLONE_NEWPID
        | Processes.CLONE_NEWIPC | Processes.CLONE_NEWUTS | Processes.CLONE_NEWCGROUP;

    private const ulong Endings = 1UL << (Signals.SIGHUP - 1) | 1UL << (Signals.SIGINT - 1)
        | 1UL << (Signals.SIGQUIT - 1) | 1UL << (Signals.SIGTERM - 1);

    // What the tool may take to plan once it is asked for the end.
    private const ulong PlanningPatience = TimeSpec.NanosecondsPerSecond;

    private readonly int tool;
    private readonly uint namespaces;
    private StandIn standIn;

    /// <param name="tool">The process that plans.</param>
    /// <param name="hasOwnNetwork">Whether the plan will most likely ask for a network of its own, besides all other namespaces.</param>
    /// <param name="standIn">What ends in the tool's place.</param>
    public EarlyMonitor(int tool, bool hasOwnNetwork, StandIn standIn)
    {
        this.tool = tool;
        namespaces = AllButNetwork | (hasOwnNetwork ? Processes.CLONE_NEWNET : 0);
        this.standIn = standIn;
        this.standIn.Tool = tool;
    }

    /// <param name="channel">The connection with the tool.</param>
    /// <returns>The exit code.</returns>
    public int Run(int channel)
    {
        standIn.ShowName();
        var blocked = Signals.Block(ulong.MaxValue);

        // As where the tool stays: it cannot tell whether its caller ignores it.
        Signals.ResetDisposition(Signals.SIGPIPE);
        var host = new HostSocket(PlanDescriptor + 1);
        if (!Connect(channel, host))
        {
            Signals.Send(tool, Signals.SIGKILL);
            return standIn.Repeat();
        }

        EarlyInit init;
        fixed (StandIn* self = &standIn)
        {
            init = EarlyInit.Start(namespaces, host, self, FirstFree);
        }

        switch (AwaitTool())
        {
            case ToolAnswer.Plan:
                return Watch(host, init);
            case ToolAnswer.Stay:
                init.Kill();
                return standIn.Repeat();
            default:
                init.Kill();
                return EndAsTool(blocked);
        }
    }

    // Everything else that is open came from the caller, and is the tool's affair.
    private bool Connect(int channel, HostSocket host)
    {
        if (channel != ToolDescriptor && Descriptors.DuplicateTo(channel, ToolDescriptor) < 0)
        {
            return false;
        }

        Descriptors.CloseRange(Descriptors.LastStandard + 1, ToolDescriptor - 1);
        return !standIn.Open(host.Descriptor).Failed;
    }

    private readonly ToolAnswer AwaitTool()
    {
        WaitForTool();
        ToolAnswer answer;
        var length = Sockets.ReceiveWithDescriptor(ToolDescriptor, &answer, sizeof(ToolAnswer), out var plan);
        if (length != sizeof(ToolAnswer))
        {
            return ToolAnswer.None;
        }

        if (answer == ToolAnswer.Plan)
        {
            answer = Descriptors.DuplicateTo(plan, PlanDescriptor) < 0 ? ToolAnswer.Stay : answer;
            Files.Close(plan);
        }

        return answer;
    }

    // Signals stay pending, for the command. Where one asks for the end and planning hangs, it is given up.
    private readonly void WaitForTool()
    {
        var polls = stackalloc PollDescriptor[2];
        polls[0] = PollDescriptor.ForReading(ToolDescriptor);
        polls[1] = PollDescriptor.ForReading((int)Signals.OpenQueue(Signals.WithoutIgnored(Endings)));
        Clock.Poll(polls, 2, Clock.Never);
        if (!polls[0].IsReady)
        {
            Clock.Poll(polls, 1, Clock.In(PlanningPatience));
        }

        if (!polls[0].IsReady)
        {
            Signals.Send(tool, Signals.SIGKILL);
        }

        Files.Close(polls[1].Descriptor);
    }

    private int Watch(HostSocket host, EarlyInit init)
    {
        fixed (StandIn* self = &standIn)
        {
            var isValid = !MonitorProcess.LoadPlan(PlanDescriptor, host, out var plan, out _).Failed;
            if (isValid && init.Take(plan, host))
            {
                MonitorProcess.Watch(plan, host, self, init.Connection, init.Id);
            }
            else
            {
                init.Kill();
                MonitorProcess.Run(PlanDescriptor, self);
            }
        }

        return standIn.Conclude();
    }

    /// <summary>The tool has said all there was to say, or something has ended it.</summary>
    private readonly int EndAsTool(ulong blocked)
    {
        int status = 0;
        Processes.Wait(tool, &status, 0);

        // What has ended it may wait here as well.
        Signals.Block(blocked);
        var signal = status & 0x7F;
        if (signal == 0)
        {
            return (status >> 8) & 0xFF;
        }

        Signals.ResetDisposition(signal);
        Signals.Send(Processes.Id(), signal);
        return 128 + signal;
    }
}
