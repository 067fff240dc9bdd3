using System.Collections.Immutable;
using System.Globalization;

namespace Sandbox.Linux.Cgroups;

/// <summary>A group in which groups for commands are made: the caller's own, or one it names.</summary>
/// <remarks>
/// The kernel gives controllers only to groups in a group that has no process of its own ("no internal processes",
/// cgroups(7)). Where the caller is such a process, it is moved to a leaf; but only where all processes of the group are
/// the caller's to move: itself and what it has started, or any where systemd has handed the group over
/// (<c>Delegate=yes</c>). What another program has arranged is left alone.
/// </remarks>
/// <param name="directory">The group.</param>
/// <param name="isOwn">Whether it is the caller's own.</param>
internal sealed class CgroupPlace(CgroupDirectory directory, bool isOwn)
{
    /// <summary>What to do where the own group is of no use.</summary>
    public const string Remedy =
        "where systemd runs, start through 'systemd-run --user --scope -p Delegate=yes', or name a group that is yours "
        + "(--cgroup-parent, 'cgroup.parent')";

    private const string HandedOver = "user.delegate";

    // Between the look and the move, one may start another.
    private const int MoveAttempts = 20;

    public CgroupDirectory Directory => directory;

    /// <summary>Why no group of a command's could be made in it; null where one could.</summary>
    public string? WhyUnusable() =>
        !directory.Has(CgroupDirectory.ProcessesFile) ? $"{directory.Path} is no group of cgroup v2"
        : directory.IsWritable ? null
        : $"{directory.Path} is not delegated to this user: it may not make groups there";

    /// <summary>Why groups in it could not get a controller that it has; null where they could.</summary>
    public string? WhyNotEnabled(string controller)
    {
        if (directory.EnabledControllers.Contains(controller) || IsRoot)
        {
            return null;
        }

        var processes = directory.Processes;
        return processes.IsEmpty ? null
            : !isOwn ? $"{directory.Path} holds processes, so that groups in it can have no controllers"
            : AreOurs(processes) ? null
            : $"{directory.Path}, the own group, holds processes of others, so that groups in it can have no controllers";
    }

    /// <summary>Has groups in it get controllers.</summary>
    /// <exception cref="SandboxSetupException">They cannot.</exception>
    public void Enable(ImmutableArray<string> controllers)
    {
        var present = directory.Controllers;
        foreach (var controller in controllers.Except(directory.EnabledControllers))
        {
            if (!present.Contains(controller))
            {
                var reason = CgroupHierarchy.Current.WhyMissing(controller) ?? "the kernel or the group above does not give it";
                throw new SandboxSetupException($"{directory.Path} has no cgroup controller {controller}: {reason}", Remedy)
                {
                    Path = directory.Path,
                };
            }

            Enable(controller);
        }
    }

    // The root of the hierarchy may have processes and controllers for others; only it lacks this file.
    private bool IsRoot => !directory.Has("cgroup.type");

    private void Enable(string controller)
    {
        var errno = directory.TryEnable(controller);
        for (var attempt = 0; errno == Errno.EBUSY && isOwn && attempt < MoveAttempts; attempt++)
        {
            MoveProcesses(controller);
            errno = directory.TryEnable(controller);
        }

        if (errno != 0)
        {
            throw new SandboxSetupException(
                $"could not enable the cgroup controller {controller} in {directory.Path}: {Errno.Describe(errno)}",
                WhyNotEnabled(controller) is { } reason ? $"{reason}; {Remedy}" : Remedy)
            {
                Path = directory.Path,
                Errno = errno,
            };
        }
    }

    private void MoveProcesses(string controller)
    {
        if (WhyNotEnabled(controller) is { } reason)
        {
            throw new SandboxSetupException(reason, Remedy) { Path = directory.Path };
        }

        var leaf = directory.Child(CgroupHierarchy.HostLeaf);
        if (LibC.mkdir(leaf.Path, 0x1ED) < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() != Errno.EEXIST)
        {
            throw SystemError.Last("make the group", leaf.Path);
        }

        foreach (var pid in directory.Processes)
        {
            var errno = leaf.TryWrite(CgroupDirectory.ProcessesFile, pid.ToString(CultureInfo.InvariantCulture));
            if (errno is not (0 or Errno.ESRCH))
            {
                throw SystemError.From(errno, $"move process {pid} to the group", leaf.Path);
            }
        }
    }

    private bool AreOurs(ImmutableArray<int> processes) =>
        IsHandedOver() || processes.All(pid => pid > 0 && ProcessAncestry.IsSelfOrDescendant(pid));

    private unsafe bool IsHandedOver()
    {
        byte value = 0;
        return LibC.getxattr(directory.Path, HandedOver, &value, 1) == 1 && value == (byte)'1';
    }
}
