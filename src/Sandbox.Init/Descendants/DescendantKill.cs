using Sandbox.Init.Linux;

namespace Sandbox.Init.Descendants;

/// <summary>Ends all descendants where there is no pid namespace that would end with its process 1.</summary>
internal static unsafe class DescendantKill
{
    /// <summary>How long it is tried, in nanoseconds.</summary>
    public const ulong Patience = 10 * TimeSpec.NanosecondsPerSecond;

    // How long to wait for the killed to die before the whole tree is looked at.
    private const ulong Quiet = 5_000_000;

    // While they die without an end, something makes new ones.
    private const ulong TreeInterval = 100_000_000;

    private const int MaxFreezePasses = 100;

    /// <summary>Kills and reaps them all.</summary>
    /// <param name="children">A queue of SIGCHLD (<see cref="Signals.OpenQueue"/>).</param>
    /// <returns>False when some are still alive after <see cref="Patience"/>.</returns>
    public static bool Run(DescendantTree tree, int children)
    {
        var deadline = Clock.In(Patience);
        var nextTree = Clock.In(TreeInterval);
        while (!Processes.ReapAll())
        {
            // The death of each makes its children this process's own.
            tree.KillChildren();
            var poll = PollDescriptor.ForReading(children);
            Clock.Poll(&poll, 1, Clock.In(Quiet));
            Signals.Drain(children);
            var now = Clock.Now();
            if (now >= deadline)
            {
                return Processes.ReapAll();
            }

            if (!poll.IsReady || now >= nextTree)
            {
                Freeze(tree, deadline);
                tree.Signal(Signals.SIGKILL);
                nextTree = Clock.In(TreeInterval);
            }
        }

        return true;
    }

    // What forks faster than it is killed is stopped first: a stopped process neither forks nor makes room, as a dead
    // one does, for the forks of others under a limit on processes.
    private static void Freeze(DescendantTree tree, ulong deadline)
    {
        for (var i = 0; i < MaxFreezePasses && Clock.Now() < deadline; i++)
        {
            if (tree.Signal(Signals.SIGSTOP, activeOnly: true) == 0)
            {
                return;
            }
        }
    }
}
