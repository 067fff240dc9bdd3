using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>
/// The command's control group (cgroups(7)) as the monitor holds it: the init is born in it, and what the kernel counts
/// there is watched. Holding the directory also keeps the host's lock on it for as long as the monitor lives.
/// </summary>
internal readonly unsafe struct CommandCgroup
{
    private const int None = -1;

    private readonly int directory;
    private readonly int processorTime;

    private CommandCgroup(int directory, int processEvents, int processorTime)
    {
        this.directory = directory;
        this.processorTime = processorTime;
        ProcessEvents = processEvents;
    }

    /// <summary>To be polled for a change; -1 where processes are not limited.</summary>
    public int ProcessEvents { get; }

    public bool IsThere => directory != None;

    /// <summary>Takes the group the plan names, under numbers from <paramref name="lowest"/> on.</summary>
    public static Outcome Open(PlanView plan, int socket, int lowest, out CommandCgroup group)
    {
        group = new CommandCgroup(None, None, None);
        if (!plan.HasCgroup)
        {
            return Outcome.Success;
        }

        var directory = Descriptors.DuplicateAbove(Number(plan, socket), lowest);
        if (directory < 0)
        {
            return Outcome.Of(FailedCall.Dup, directory);
        }

        // Without a limit on processes there is no such file.
        var events = Files.Open((int)directory, "pids.events"u8.Pointer, Files.O_RDONLY);
        var times = plan.Header->CgroupProcessorTime == 0
            ? None
            : Files.Open((int)directory, "cpu.stat"u8.Pointer, Files.O_RDONLY);
        group = new CommandCgroup((int)directory, events < 0 ? None : (int)events, (int)times);
        group.IsProcessLimitReached();
        return times < None ? Outcome.Of(FailedCall.OpenCgroup, times) : Outcome.Success;
    }

    /// <summary>clone3(2) into the group's lower level, the namespaces but that of cgroups already made.</summary>
    public nint Fork(uint namespaces)
    {
        var leaf = Files.Open(directory, "command"u8.Pointer, Files.O_PATH | OpenFlags.O_DIRECTORY);
        if (leaf < 0)
        {
            return leaf;
        }

        var pid = Processes.ForkInto(namespaces & ~Processes.CLONE_NEWCGROUP, (int)leaf);
        Files.Close((int)leaf);
        return pid;
    }

    /// <summary>For the new process, which is to hold nothing of the group but itself, and to see nothing above it.</summary>
    public Outcome Enter(PlanView plan, int socket)
    {
        Files.Close(directory);
        Files.Close(Number(plan, socket));
        CloseIfOpen(ProcessEvents);
        CloseIfOpen(processorTime);

        // Made with the process, the namespace would begin at the group of clone's caller (cgroup_namespaces(7)).
        return (plan.Header->Namespaces & Processes.CLONE_NEWCGROUP) == 0
            ? Outcome.Success
            : Outcome.Of(FailedCall.Unshare, Processes.Unshare(Processes.CLONE_NEWCGROUP));
    }

    /// <summary>Whether a process could not be started for the limit. Reading makes the next change show in a poll.</summary>
    public bool IsProcessLimitReached() => StatisticsFile.Find(ProcessEvents, "max "u8) > 0;

    /// <summary>Processor time of all that were ever in the group, in nanoseconds.</summary>
    public ulong ReadProcessorTime() => StatisticsFile.Find(processorTime, "usage_usec "u8) * 1000;

    private static int Number(PlanView plan, int socket) => socket + (int)plan.Header->Cgroup;

    private static void CloseIfOpen(int descriptor)
    {
        if (descriptor != None)
        {
            Files.Close(descriptor);
        }
    }
}
