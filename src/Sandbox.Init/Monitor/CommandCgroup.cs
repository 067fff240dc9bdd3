using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>
/// The run's control group (cgroups(7)) as the monitor holds it: the init is born beside the part that is limited, and
/// what the kernel counts there is watched. Holding the directory also keeps the host's lock on it for as long as the
/// monitor lives.
/// </summary>
internal readonly unsafe struct CommandCgroup
{
    private const int None = -1;

    private readonly int directory;
    private readonly bool isShared;
    private readonly int processorTime;
    private readonly int processLimit;
    private readonly int processPeak;
    private readonly CgroupCounter refusedProcesses;
    private readonly CgroupCounter memoryShortages;
    private readonly CgroupCounter memoryKills;

    private CommandCgroup(int directory, bool isShared, int processorTime, int memoryEvents, int processEvents, int processLimit, int processPeak)
    {
        this.directory = directory;
        this.isShared = isShared;
        this.processorTime = processorTime;
        this.processLimit = processLimit;
        this.processPeak = processPeak;
        MemoryEvents = memoryEvents;
        ProcessEvents = processEvents;
        refusedProcesses = CgroupCounter.Start(processEvents, "max "u8);
        memoryShortages = CgroupCounter.Start(memoryEvents, "oom "u8);
        memoryKills = CgroupCounter.Start(memoryEvents, "oom_kill "u8);
    }

    /// <summary>To be polled for a change; -1 where processes are not limited.</summary>
    public int ProcessEvents { get; }

    /// <summary>To be polled for a change; -1 where memory is not limited.</summary>
    public int MemoryEvents { get; }

    public bool IsThere => directory != None;

    /// <summary>Takes the group the plan names, under numbers from <paramref name="lowest"/> on.</summary>
    public static Outcome Open(PlanView plan, int socket, int lowest, out CommandCgroup group)
    {
        group = new CommandCgroup(None, false, None, None, None, None, None);
        if (!plan.HasCgroup)
        {
            return Outcome.Success;
        }

        var answer = Descriptors.DuplicateAbove(Number(plan, socket), lowest);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Dup, answer);
        }

        var directory = (int)answer;
        var isShared = plan.Has(PlanFlags.CgroupIsShared);
        var times = plan.Header->CgroupProcessorTime == 0
            ? None
            : Open(directory, isShared ? "cpu.stat"u8.Pointer : "limited/cpu.stat"u8.Pointer);
        var memory = !plan.Has(PlanFlags.LimitsMemory)
            ? None
            : Open(directory, isShared ? "../memory.events"u8.Pointer : "limited/memory.events"u8.Pointer);
        var processes = !plan.Has(PlanFlags.LimitsProcesses)
            ? None
            : Open(directory, isShared ? "../pids.events"u8.Pointer : "limited/pids.events"u8.Pointer);
        var processLimit = processes < 0
            ? None
            : Open(directory, isShared ? "../pids.max"u8.Pointer : "limited/pids.max"u8.Pointer);

        // Linux 6.1.
        var processPeak = processes < 0
            ? None
            : Open(directory, isShared ? "../pids.peak"u8.Pointer : "limited/pids.peak"u8.Pointer);
        group = new CommandCgroup(
            directory, isShared, OrNone(times), OrNone(memory), OrNone(processes), OrNone(processLimit), OrNone(processPeak));

        // A group that was there before may have neither controller.
        var missing = times < None ? times : isShared ? 0 : memory < None ? memory : processes < None ? processes : 0;
        return Outcome.Of(FailedCall.OpenCgroup, missing);
    }

    /// <summary>clone(2) of the init, the namespaces but that of cgroups already made.</summary>
    public nint Fork(PlanView plan)
    {
        var namespaces = plan.Header->Namespaces & ~Processes.CLONE_NEWCGROUP;
        if (isShared && !plan.IsPid1)
        {
            return Processes.Fork(namespaces);
        }

        var leaf = plan.IsPid1 ? OpenCommandLeaf() : Files.Open(directory, "init"u8.Pointer, Files.O_PATH | OpenFlags.O_DIRECTORY);
        if (leaf < 0)
        {
            return leaf;
        }

        var pid = Processes.ForkInto(namespaces, (int)leaf);
        Files.Close((int)leaf);
        return pid;
    }

    /// <summary>
    /// For the new process. What it keeps is the place its command is born in, under the number of the run's directory.
    /// </summary>
    public Outcome Enter(PlanView plan, int socket)
    {
        var outcome = plan.IsPid1 ? EnterNamespace(plan, socket) : KeepCommandLeaf(plan, socket);
        Files.Close(directory);
        CloseIfOpen(processorTime);
        CloseIfOpen(MemoryEvents);
        CloseIfOpen(ProcessEvents);
        CloseIfOpen(processLimit);
        CloseIfOpen(processPeak);
        return outcome;
    }

    /// <summary>The same, with what has happened so far left out.</summary>
    public CommandCgroup CountAnew() =>
        new(directory, isShared, processorTime, MemoryEvents, ProcessEvents, processLimit, processPeak);

    /// <summary>Whether the group's own limit on memory was reached and something killed for it.</summary>
    public bool IsMemoryLimitReached() =>
        // What comes second in the kernel is looked for last: a change between the two shows in the next poll.
        memoryShortages.HasRisen("oom "u8) && memoryKills.HasRisen("oom_kill "u8);

    /// <summary>
    /// Whether a process could not be started for the group's limit. Before Linux 6.11 a group counts what was refused for
    /// a limit above it, too; then its own was never reached.
    /// </summary>
    public bool IsProcessLimitReached() =>
        refusedProcesses.HasRisen("max "u8)
        && (processPeak == None || StatisticsFile.FindOnly(processPeak) >= StatisticsFile.FindOnly(processLimit));

    /// <summary>Processor time of all that were ever in the group, in nanoseconds.</summary>
    public ulong ReadProcessorTime() => StatisticsFile.Find(processorTime, "usage_usec "u8) * 1000;

    private static int Number(PlanView plan, int socket) => socket + (int)plan.Header->Cgroup;

    private static nint Open(int directory, byte* path) => Files.Open(directory, path, Files.O_RDONLY);

    private static int OrNone(nint answer) => answer < 0 ? None : (int)answer;

    private static void CloseIfOpen(int descriptor)
    {
        if (descriptor != None)
        {
            Files.Close(descriptor);
        }
    }

    // Made with the process, the namespace would begin at the group of clone's caller (cgroup_namespaces(7)).
    private static Outcome EnterNamespace(PlanView plan, int socket)
    {
        Files.Close(Number(plan, socket));
        return (plan.Header->Namespaces & Processes.CLONE_NEWCGROUP) == 0
            ? Outcome.Success
            : Outcome.Of(FailedCall.Unshare, Processes.Unshare(Processes.CLONE_NEWCGROUP));
    }

    private nint OpenCommandLeaf() => Files.Open(
        directory, isShared ? "command"u8.Pointer : "limited/command"u8.Pointer, Files.O_PATH | OpenFlags.O_DIRECTORY);

    private Outcome KeepCommandLeaf(PlanView plan, int socket)
    {
        var leaf = OpenCommandLeaf();
        if (leaf < 0)
        {
            return Outcome.Of(FailedCall.OpenCgroup, leaf);
        }

        // A wrapper passes it on.
        var answer = Descriptors.DuplicateTo((int)leaf, Number(plan, socket));
        Files.Close((int)leaf);
        return Outcome.Of(FailedCall.Dup, answer);
    }
}
